import fc from 'fast-check'
import { describe, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import { updateRunningStatistics } from '../eager/batchNorm'
import {
  normFinishKernel,
  normGradientApplyKernel,
  normGradientFinishKernel,
  normGradientSumsKernel,
  normRunningKernel,
  normStatisticsKernel,
} from './batchNorm'
import { floatBits, STEP_FIELDS, STEP_WORDS } from './kernel'
import { elementsOf, KernelTrial, pixelsOf } from './kernelTrial.fixture'
import { expectClose, layerOnCpu, Noise, RANDOM_SHAPES, upTo } from './oracle.fixture'

const EPSILON = 1e-5
const MOMENTUM = 0.1

const cases = fc
  .record({
    input: fc.record({ examples: upTo(5), height: upTo(9), width: upTo(9), channels: upTo(9) }),
    affine: fc.boolean(),
    accumulate: fc.boolean(),
    gate: fc.double({ min: -2, max: 2, noNaN: true }),
    chunks: upTo(5),
    /** Who says how much the batch weighs in running statistics. */
    momentum: fc.constantFrom('layer' as const, 'step' as const),
    seed: fc.nat(),
  })
  // Of two or three values the deviation may be so small that 32 bits hold no digit of the gradient.
  .filter(({ input }) => pixelsOf(input) >= 8)

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

const rowsOf = ({ input, chunks }: Case) => ({
  channels: input.channels,
  pixels: pixelsOf(input),
  rowVectors: Math.ceil(pixelsOf(input) / 4),
  chunks,
})

/** The layer on the CPU, its operands placed, and its statistics worked out from the batch. */
async function normalise(given: Case) {
  const { input, affine, chunks, momentum, seed } = given
  const { channels } = input
  const noise = new Noise(seed)
  const step = new Uint32Array(STEP_WORDS)
  step[STEP_FIELDS.meanShare] = floatBits(MOMENTUM)
  const trial = new KernelTrial({ step })
  const raw = noise.take(elementsOf(input)).map((x) => 0.5 + 1.5 * x)
  const cpu = await layerOnCpu(input, raw, noise, (b, x) => b.batchNorm('norm', x, { affine }))
  const src = trial.tensor(input, raw)
  const [scale, shift] = affine
    ? [
        trial.region(cpu.weights.subarray(0, channels)),
        trial.region(cpu.weights.subarray(channels)),
      ]
    : [null, null]
  const rows = rowsOf(given)
  const ragged = rows.pixels % 4 !== 0
  const statistics = trial.region(2 * channels * chunks)
  trial.dispatch(normStatisticsKernel(ragged), {
    header: rows,
    job: { src, statistics },
    invocations: channels * chunks,
  })
  const running = noise.take(2 * channels).map((x) => x * x)
  const [coefficients, saved] = [trial.region(2 * channels), trial.region(2 * channels)]
  const runningMean = trial.region(running.subarray(0, channels))
  const runningVariance = trial.region(running.subarray(channels))
  trial.dispatch(normFinishKernel(momentum), {
    header: {
      ...rows,
      epsilon: floatBits(EPSILON),
      momentum: floatBits(momentum === 'layer' ? MOMENTUM : NaN),
    },
    job: { statistics, scale, shift, coefficients, saved, runningMean, runningVariance },
    invocations: channels,
  })
  const placed = { src, scale, shift, coefficients, saved, runningMean, runningVariance }
  return { trial, noise, raw, cpu, running, rows, ragged, ...placed }
}

const applied = (raw: Float32Array, coefficients: Float32Array) =>
  raw.map((x, i) => {
    const channel = i % (coefficients.length / 2)
    return coefficients[2 * channel]! * x + coefficients[2 * channel + 1]!
  })

describe('batch norm', () => {
  it('normalises by the batch and moves running statistics as TensorFlow.js does', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { trial, raw, cpu, running, ...placed } = await normalise(given)
      const outcome = await trial.run()
      const coefficients = outcome.region(placed.coefficients)
      expectClose(applied(raw, coefficients), cpu.output, 'output')

      const { input } = given
      const builder = new NetworkBuilder()
      const network = builder.build(
        builder.batchNorm('norm', builder.input(input), { affine: false }),
      )
      const updated = updateRunningStatistics(
        network,
        running,
        moments(raw, input.channels),
        input.examples,
      )
      const [mean, variance] = [placed.runningMean, placed.runningVariance].map((region) => [
        ...outcome.region(region),
      ])
      expectClose([...mean!, ...variance!], updated, 'running statistics')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('normalises by running statistics in evaluation', async () => {
    const agrees = fc.asyncProperty(cases, async ({ input, affine, seed }) => {
      const { channels } = input
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const [mean, scale, shift] = [0, 1, 2].map(() => noise.take(channels))
      const variance = noise.take(channels).map((x) => 0.1 + x * x)
      const coefficients = trial.region(2 * channels)
      trial.dispatch(normRunningKernel, {
        header: { channels, epsilon: floatBits(EPSILON) },
        job: {
          scale: affine ? trial.region(scale!) : null,
          shift: affine ? trial.region(shift!) : null,
          runningMean: trial.region(mean!),
          runningVariance: trial.region(variance),
          coefficients,
        },
        invocations: channels,
      })
      const raw = noise.take(elementsOf(input))
      const expected = raw.map((x, i) => {
        const c = i % channels
        const standard = (x - mean![c]!) / Math.sqrt(variance[c]! + EPSILON)
        return affine ? scale![c]! * standard + shift![c]! : standard
      })
      expectClose(applied(raw, (await trial.run()).region(coefficients)), expected, 'output')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients back through a gate to its input, scale and shift', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { trial, noise, cpu, src, scale, saved, rows, ragged } = await normalise(given)
      const { channels, chunks } = rows
      const { gate, accumulate } = given
      const gradient = trial.tensor(given.input, cpu.outputGradient)
      const sums = trial.region(2 * channels * chunks)
      trial.dispatch(normGradientSumsKernel(ragged), {
        header: rows,
        job: { gradient, src, saved, sums },
        invocations: channels * chunks,
      })
      const coefficients = trial.region(4 * channels)
      const scaleGradient = scale && trial.region(channels)
      const shiftGradient = scale && trial.region(channels)
      const written = { coefficients, scaleGradient, shiftGradient }
      trial.dispatch(normGradientFinishKernel, {
        header: rows,
        job: { sums, saved, scale, gate: trial.region([gate]), ...written },
        invocations: channels,
      })
      const earlier = noise.take(elementsOf(given.input))
      const dst = trial.tensor(given.input, accumulate ? earlier : undefined)
      trial.dispatch(normGradientApplyKernel, {
        header: rows,
        job: { gradient, src, coefficients, dst, accumulate: accumulate ? 1 : 0 },
        invocations: channels * rows.rowVectors,
      })
      const outcome = await trial.run()
      const expected = cpu.inputGradient.map((g, i) => gate * g + (accumulate ? earlier[i]! : 0))
      expectClose(outcome.tensor(dst), expected, 'input gradient')
      if (!scaleGradient || !shiftGradient) return
      const affine = [...outcome.region(scaleGradient), ...outcome.region(shiftGradient)]
      expectClose(
        affine,
        cpu.weightGradient.map((g) => gate * g),
        'affine gradient',
      )
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})

/** Means of all channels, then biased variances. */
function moments(raw: Float32Array, channels: number): Float32Array {
  const result = new Float32Array(2 * channels)
  for (let channel = 0; channel < channels; channel++) {
    const values = Array.from(raw.filter((_, i) => i % channels === channel))
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length
    result[channel] = mean
    result[channels + channel] = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length
  }
  return result
}
