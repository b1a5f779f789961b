import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { softmaxRows } from '../../network/gates'
import { softmaxRowsGradient } from '../eager/softmaxGradient'
import { gateGradientKernel, softmaxGatesKernel, softmaxGradientKernel } from './gates'
import { KernelTrial } from './kernelTrial.fixture'
import { expectClose, Noise, RANDOM_SHAPES, upTo } from './oracle.fixture'

const tables = fc.record({ rows: upTo(14), columns: upTo(9), seed: fc.nat() })

const branches = fc.record({ chunks: upTo(4), channels: upTo(9), affine: fc.boolean() })

describe('gates', () => {
  it('are the softmax of each row of alphas, and pass gradients back, as in TensorFlow.js', async () => {
    const agrees = fc.asyncProperty(tables, async ({ rows, columns, seed }) => {
      const noise = new Noise(seed)
      const size = rows * columns
      const [values, incoming] = [noise.take(size).map((x) => 5 * x), noise.take(size)]
      const trial = new KernelTrial()
      const [gates, alphaGradients] = [trial.region(size), trial.region(size)]
      trial.dispatch(softmaxGatesKernel, {
        header: { rows, columns },
        job: { alphas: trial.region(values), gates },
        invocations: rows,
      })
      trial.dispatch(softmaxGradientKernel, {
        header: { rows, columns },
        job: { gates, gateGradients: trial.region(incoming), alphaGradients },
        invocations: rows,
      })
      const outcome = await trial.run()
      const alphas = tf.tensor2d(values, [rows, columns])
      const back = tf.grad((x) => tf.softmax(x))(alphas, tf.tensor2d(incoming, [rows, columns]))
      expectClose(outcome.region(gates), tf.softmax(alphas).dataSync(), 'gates')
      expectClose(outcome.region(alphaGradients), back.dataSync(), 'alpha gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('leave out branches that are not there', async () => {
    const cases = fc.record({
      rows: upTo(6),
      columns: upTo(5),
      seed: fc.nat(),
      closed: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    })
    const agrees = fc.asyncProperty(cases, async ({ rows, columns, seed, closed }) => {
      const noise = new Noise(seed)
      const size = rows * columns
      const [values, incoming] = [noise.take(size).map((x) => 5 * x), noise.take(size)]
      const table = { name: '', rows, columns, offset: 0, allowed: closed.map((no) => !no) }
      const trial = new KernelTrial()
      const [gates, alphaGradients] = [trial.region(size), trial.region(size)]
      trial.dispatch(softmaxGatesKernel, {
        header: { rows, columns },
        job: { alphas: trial.region(values), gates },
        list: Array.from(values, (_, branch) => ({ allowed: Number(table.allowed[branch]) })),
        invocations: rows,
      })
      trial.dispatch(softmaxGradientKernel, {
        header: { rows, columns },
        job: { gates, gateGradients: trial.region(incoming), alphaGradients },
        invocations: rows,
      })
      const outcome = await trial.run()
      const expected = softmaxRows(Float32Array.from(values), [table])
      expectClose(outcome.region(gates), expected, 'gates')
      const back = softmaxRowsGradient(expected, Float32Array.from(incoming), [table])
      expectClose(outcome.region(alphaGradients), back, 'alpha gradient')
      for (let branch = 0; branch < size; branch++) {
        if (table.allowed[branch]) continue
        expect(outcome.region(gates)[branch]).toBe(0)
        expect(Math.abs(outcome.region(alphaGradients)[branch]!)).toBe(0)
      }
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('add up the sums of all branches they weigh', async () => {
    const cases = fc.record({ list: fc.array(branches, { maxLength: 5 }), seed: fc.nat() })
    const agrees = fc.asyncProperty(cases, async ({ list, seed }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      let expected = 0
      const entries = list.map(({ chunks, channels, affine }) => {
        const sums = noise.take(2 * chunks * channels)
        const [scale, shift] = [noise.take(channels), noise.take(channels)]
        // [chunk][channel][Σ g, Σ g·x̂], where the branch is scale·x̂ + shift.
        for (let i = 0; i < chunks * channels; i++) {
          const [g, along] = [sums[2 * i]!, sums[2 * i + 1]!]
          expected += affine ? scale[i % channels]! * along + shift[i % channels]! * g : along
        }
        return {
          sums: trial.region(sums),
          chunks,
          channels,
          scale: affine ? trial.region(scale) : null,
          shift: affine ? trial.region(shift) : null,
        }
      })
      const gateGradient = trial.region(1)
      trial.dispatch(gateGradientKernel, {
        header: {},
        job: { gateGradient },
        list: entries,
        invocations: 1,
      })
      expectClose((await trial.run()).region(gateGradient), [expected], 'gate gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
