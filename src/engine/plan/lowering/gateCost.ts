import type { GateTable } from '../../../network/network'
import type { GateCost } from '../../gateCost'
import { GATE_COST_FORMS, gateCostKernel } from '../../kernels/gateCost'
import { floatBits } from '../../kernels/kernel'
import { subregion } from '../operations'
import { METRICS } from '../stateLayout'
import type { LoweringContext } from './context'

/** Once the alphas' gradient of the loss is there: makes it that of the loss with the expected cost. */
export function addGateCost(context: LoweringContext, cost: GateCost): void {
  const { layout, network } = context
  context.emit(gateCostKernel, {
    header: gateCostHeader(cost),
    job: {
      gates: layout.gates,
      loss: subregion(layout.metrics, METRICS.gateLoss, 1),
      alphaGradients: layout.alphaGradients,
    },
    list: gateCostList(cost, network.gateTables).map((words) => ({
      words,
      of: { layer: null, gate: null },
    })),
    invocations: layout.gates.size,
  })
}

export function gateCostHeader({ fixed, form }: GateCost) {
  return {
    form: GATE_COST_FORMS[form.kind],
    fixed: floatBits(fixed),
    aim: floatBits(form.target),
    weight: floatBits(form.kind === 'additive' ? form.weight : form.scale),
    exponent: floatBits(form.kind === 'additive' ? 0 : form.exponent),
  }
}

/** One entry per gate, in their order. */
export function gateCostList({ costs }: GateCost, tables: readonly GateTable[]) {
  return tables.flatMap(({ offset, rows, columns }) =>
    Array.from({ length: rows * columns }, (_, i) => ({
      cost: floatBits(costs[offset + i] ?? 0),
      row: offset + i - (i % columns),
      columns,
    })),
  )
}
