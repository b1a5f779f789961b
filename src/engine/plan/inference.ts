/** Inference to a plan: one example, forward only, decided without a GPU. */
import type { Network } from '../../network/network'
import { normRunningKernel } from '../kernels/batchNorm'
import { STEP_WORDS, type Kernel } from '../kernels/kernel'
import type { MemoryPlan } from './compile'
import { kernelsOf, Linker, type Dispatch } from './link'
import type { Value } from './lowering/values'
import { lowerForward, type InputLowering, type PassOptions } from './lowering/program'
import { materialise } from './materialise'
import { placeTensors } from './memory'
import { rangeOf, type Operation, type Tensor } from './operations'
import { schedule } from './schedule'
import { layOutState, StateAllocator } from './stateLayout'
import type { Tuning } from './tuning'

export interface InferencePlan extends MemoryPlan {
  readonly network: Network
  /** Batch norm's coefficients, which depend on weights alone: runs once, before anything else. */
  readonly prepare: readonly Dispatch[]
  readonly infer: readonly Dispatch[]
  /** What a part of a network reads, in the order of its input layers; no dispatch writes them. */
  readonly resident: readonly Tensor[]
  readonly output: Value
  readonly kernels: readonly Kernel[]
}

const ONE_EXAMPLE: PassOptions = { batch: 1, augmentation: { cropPadding: 0, flip: false } }

/**
 * @param reads `image`: the bytes of an image, normalised by the first dispatch; `tensors`: whatever
 * lies in memory, as a part of a network does, whose output then stays as its readers would find it
 */
export function compileInference(
  network: Network,
  tuning: Tuning,
  reads: 'image' | 'tensors',
): InferencePlan {
  const prepared = materialise(network, reads === 'image' ? 'written' : 'pending')
  const state = new StateAllocator()
  const layout = layOutState(prepared, state)
  const resident: Tensor[] = []
  const input = { network: prepared, options: ONE_EXAMPLE, layout, state, tuning }
  const takeAsItLies: InputLowering = (context, id, layer) => {
    const tensor = context.tensor(layer)
    context.setRaw(id, tensor)
    resident.push(tensor)
  }
  const context = lowerForward('evaluate', input, reads === 'tensors' ? takeAsItLies : undefined)
  const output = context.value(prepared.logits)
  const linker = new Linker()
  const prepares = ({ kernel }: Operation) => kernel === normRunningKernel
  const prepare = linker.link(schedule(context.operations.filter(prepares)))
  const groups = schedule(context.operations.filter((operation) => !prepares(operation)))
  const arenaFloats = placeTensors(groups, undefined, [...resident, rangeOf(output.tensor).root])
  const infer = linker.link(groups)
  return {
    network: prepared,
    prepare,
    infer,
    resident,
    output,
    kernels: kernelsOf([...prepare, ...infer]),
    headers: linker.headers,
    words: Uint32Array.from(linker.words),
    layout,
    arenaBytes: 4 * arenaFloats,
    stateBytes: 4 * state.size,
    stepBytes: 4 * (STEP_WORDS + ONE_EXAMPLE.batch),
  }
}
