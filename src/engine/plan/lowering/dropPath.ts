import type { DropPathLayer, LayerId } from '../../../network/network'
import { dropPathKernel } from '../../kernels/dropPath'
import type { LoweringContext } from './context'

/**
 * A dropped path stays pending on its tensor, as a ReLU does: the sum that reads it multiplies each
 * image by its factor. Outside training it is the value itself.
 */
export function dropPathForward(context: LoweringContext, id: LayerId, layer: DropPathLayer): void {
  const value = context.value(layer.inputs[0]!)
  const factors = context.training ? (context.dropFactors.get(id) ?? draw(context, id)) : null
  context.values.set(id, { ...value, factors })
}

/** All paths are drawn at once, before they are needed. */
function draw(context: LoweringContext, id: LayerId) {
  const { examples } = context
  const factors = context.state.take(examples)
  context.enter('draw paths', id)
  context.emit(dropPathKernel, {
    header: { examples },
    job: { path: context.dropFactors.size, factors },
    invocations: examples,
  })
  context.dropFactors.set(id, factors)
  return factors
}
