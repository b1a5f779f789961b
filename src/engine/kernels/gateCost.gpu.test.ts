import fc from 'fast-check'
import { describe, it } from 'vitest'
import { costSlopes, expectedCost, type GateCostForm } from '../gateCost'
import { gateCostKernel } from './gateCost'
import { gateCostHeader, gateCostList } from '../plan/lowering/gateCost'
import { KernelTrial } from './kernelTrial.fixture'
import { expectClose, Noise, RANDOM_SHAPES, upTo } from './oracle.fixture'

const forms: fc.Arbitrary<GateCostForm> = fc.constantFrom(
  { kind: 'additive', target: 40, weight: 0.5 },
  { kind: 'log-product', target: 40, scale: 0.2, exponent: 0.6 },
)

const cases = fc.record({
  tables: fc.array(fc.record({ rows: upTo(6), columns: upTo(8) }), { minLength: 1, maxLength: 3 }),
  form: forms,
  seed: fc.nat(),
})

describe('the gate cost', () => {
  it('bends the alpha gradient by the slopes of loss and expected cost', async () => {
    const agrees = fc.asyncProperty(cases, async ({ tables: shapes, form, seed }) => {
      let size = 0
      const tables = shapes.map(({ rows, columns }) => {
        const table = { name: '', rows, columns, offset: size }
        size += rows * columns
        return table
      })
      const noise = new Noise(seed)
      const gates = Float32Array.from(noise.take(size), (x) => x * x)
      const costs = Float32Array.from(noise.take(size), (x) => 10 * x * x)
      const gradient = noise.take(size)
      const [loss, cost] = [1.7, { costs, fixed: 5, form }]
      const trial = new KernelTrial()
      const alphaGradients = trial.region(gradient)
      trial.dispatch(gateCostKernel, {
        header: gateCostHeader(cost),
        job: { gates: trial.region(gates), loss: trial.region([loss]), alphaGradients },
        list: gateCostList(cost, tables),
        invocations: size,
      })
      const slopes = costSlopes(loss, expectedCost(gates, cost), form)
      const expected = Float32Array.from(gradient, (value) => slopes.loss * value)
      for (const { offset, rows, columns } of tables) {
        for (let row = offset; row < offset + rows * columns; row += columns) {
          const places = Array.from({ length: columns }, (_, i) => row + i)
          const mean = places.reduce((sum, i) => sum + gates[i]! * costs[i]!, 0)
          for (const i of places) expected[i]! += slopes.cost * gates[i]! * (costs[i]! - mean)
        }
      }
      expectClose((await trial.run()).region(alphaGradients), expected, 'alpha gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
