import { describe, expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { DARTS_OPERATIONS } from '../../space/operations'
import { compareGradients, relativeDifference, worstParameter } from './testing'

describe('a whole supernet on the GPU', () => {
  it('agrees with eager TensorFlow.js on the CPU in loss, weight and gate gradients', async () => {
    const network = buildSupernet(
      { kind: 'cell', nodes: 2, operations: DARTS_OPERATIONS, cells: 3, channels: 4 },
      { height: 12, width: 12, channels: 2 },
      5,
    )
    const { oracle, loss, weightGradient, gateGradient } = await compareGradients(network)
    expect(loss).toBeCloseTo(oracle.loss, 4)
    const worst = worstParameter(network, weightGradient, oracle.weightGradient!)
    expect(worst.difference, worst.name).toBeLessThan(1e-3)
    expect(relativeDifference(gateGradient, oracle.gateGradient!)).toBeLessThan(1e-3)
  })
})
