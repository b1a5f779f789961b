import fc from 'fast-check'
import { describe, it } from 'vitest'
import { elementsOf, KernelTrial, pixelsOf, type Extent } from './kernelTrial.fixture'
import {
  addUp,
  expectClose,
  landings,
  layerOnCpu,
  Noise,
  placeLanding,
  placeValue,
  RANDOM_SHAPES,
  upTo,
  views,
} from './oracle.fixture'
import {
  pointwiseInputGradientKernel,
  pointwiseKernel,
  pointwiseTiles,
  pointwiseWeightGradientKernel,
  WEIGHT_TILE,
} from './pointwise'

/** Counts below, at and above those that kernels are written for. */
const channelCounts = fc.oneof(upTo(9), fc.constantFrom(8, 12, 16, 17, 19))

const cases = fc.record({
  input: fc.record({
    examples: upTo(5),
    height: upTo(7),
    width: upTo(7),
    channels: channelCounts,
  }),
  channels: channelCounts,
  view: views,
  landing: landings,
  /** Whether the gradient comes through a batch norm's coefficients. */
  normed: fc.boolean(),
  chunks: upTo(5),
  seed: fc.nat(),
})

const blocksOf = (channels: number, tile: number) => Math.ceil(channels / tile)
const isRagged = (extent: Extent) => pixelsOf(extent) % 4 !== 0
const rows = (extent: Extent) => ({
  pixels: pixelsOf(extent),
  rowVectors: Math.ceil(pixelsOf(extent) / 4),
})

/**
 * A gradient that is worked out as it is read: a·g + b·x + d, with (a, b, d) per channel; or just g.
 */
function placeGradient(trial: KernelTrial, extent: Extent, normed: boolean, noise: Noise) {
  const { channels } = extent
  const gradient = noise.take(elementsOf(extent))
  if (!normed) return { seen: gradient, job: { gradient: trial.tensor(extent, gradient) } }
  const input = noise.take(elementsOf(extent))
  const coefficients = noise.take(4 * channels)
  const seen = gradient.map((g, i) => {
    const [a, b, d] = coefficients.subarray(4 * (i % channels))
    return a! * g + b! * input[i]! + d!
  })
  const job = {
    gradient: trial.tensor(extent, gradient),
    normInput: trial.tensor(extent, input),
    normCoefficients: trial.region(coefficients),
  }
  return { seen, job }
}

describe('1 × 1 convolution', () => {
  it('convolves as TensorFlow.js does, and leaves the sums a batch norm needs', async () => {
    const agrees = fc.asyncProperty(cases, async ({ input, channels, view, seed, ...given }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const value = placeValue(trial, input, view, noise)
      const cpu = await layerOnCpu(input, value.seen, noise, (b, x) =>
        b.conv('conv', x, channels, { kernel: 1 }),
      )
      const plain = !view.normed && !view.relu
      const [dst, chunks] = [trial.tensor(cpu.extent), given.chunks]
      const statistics = trial.region(2 * channels * chunks)
      const tiles = pointwiseTiles(input.channels, channels, rows(input).rowVectors)
      trial.dispatch(pointwiseKernel(plain ? 'plain' : 'value', tiles, isRagged(input)), {
        header: {
          inChannels: input.channels,
          outChannels: channels,
          ...rows(input),
          chunks,
          weightOutStride: input.channels,
          weightInStride: 1,
        },
        job: { ...value.job, weight: trial.region(cpu.weights), dst, statistics },
        invocations: chunks * blocksOf(channels, tiles.outputs),
      })
      const outcome = await trial.run()
      expectClose(outcome.tensor(dst), cpu.output, 'output')
      const sums = new Float32Array(2 * channels)
      cpu.output.forEach((y, i) => {
        sums[2 * (i % channels)]! += y
        sums[2 * (i % channels) + 1]! += y * y
      })
      expectClose(addUp(outcome.region(statistics), 2 * channels), sums, 'statistics')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients back to its input', async () => {
    const agrees = fc.asyncProperty(cases, async ({ input, channels, landing, seed, ...given }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const gradient = placeGradient(trial, { ...input, channels }, given.normed, noise)
      const cpu = await layerOnCpu(
        input,
        noise.take(elementsOf(input)),
        noise,
        (b, x) => b.conv('conv', x, channels, { kernel: 1 }),
        gradient.seen,
      )
      const { job, landed } = placeLanding(trial, input, landing, noise)
      const through = given.normed ? 'norm' : 'plain'
      const alone = job.accumulate === 0 && job.mask === null ? 'alone' : 'shared'
      const tiles = pointwiseTiles(channels, input.channels, rows(input).rowVectors, alone)
      trial.dispatch(pointwiseInputGradientKernel(through, tiles, alone), {
        header: {
          inChannels: channels,
          outChannels: input.channels,
          ...rows(input),
          chunks: given.chunks,
          weightOutStride: 1,
          weightInStride: input.channels,
        },
        job: { ...gradient.job, weight: trial.region(cpu.weights), ...job },
        invocations: given.chunks * blocksOf(input.channels, tiles.outputs),
      })
      const actual = (await trial.run()).tensor(job.dst)
      expectClose(actual, landed(cpu.inputGradient), 'input gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients of its weight', async () => {
    const agrees = fc.asyncProperty(cases, async ({ input, channels, view, seed, ...given }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const value = placeValue(trial, input, view, noise)
      const gradient = placeGradient(trial, { ...input, channels }, given.normed, noise)
      const cpu = await layerOnCpu(
        input,
        value.seen,
        noise,
        (b, x) => b.conv('conv', x, channels, { kernel: 1 }),
        gradient.seen,
      )
      const kernel = pointwiseWeightGradientKernel(
        given.normed ? 'norm' : 'plain',
        view.normed || view.relu ? 'value' : 'plain',
        isRagged(input),
      )
      const { chunks } = given
      const partials = trial.region(chunks * cpu.weights.length)
      trial.dispatch(kernel, {
        header: { inChannels: input.channels, outChannels: channels, ...rows(input), chunks },
        job: { ...gradient.job, ...value.job, partials },
        invocations:
          chunks * blocksOf(input.channels, WEIGHT_TILE) * blocksOf(channels, WEIGHT_TILE),
      })
      const actual = addUp((await trial.run()).region(partials), cpu.weights.length)
      expectClose(actual, cpu.weightGradient, 'weight gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
