import fc from 'fast-check'
import { describe, it } from 'vitest'
import { NetworkBuilder, type WindowOptions } from '../../network/builder'
import { strides, type ConvLayer } from '../../network/network'
import { biasGradientKernel } from './convBias'
import {
  CONV_CHANNELS,
  CONV_PIXELS,
  convInputGradientKernel,
  convKernel,
  convWeightGradientKernel,
  convWeightGradientRows,
} from './conv'
import { depthwiseTile } from './depthwise'
import { KernelTrial, pixelsOf } from './kernelTrial.fixture'
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
  walkOver,
  windowSizes,
} from './oracle.fixture'

/**
 * Those of the published spaces, and some that nobody should need: even sizes, more padding than
 * the window reaches, none, less than none. A kernel is compiled for each, and for few widths.
 */
const WINDOWS: readonly (WindowOptions & { readonly widths: readonly number[] })[] = [
  { kernel: 3, widths: [7, 11, 1] },
  { kernel: 3, stride: 2, widths: [9, 8] },
  { kernel: 1, stride: 2, widths: [7] },
  { kernel: 1, stride: 2, padding: -1, widths: [8, 7] },
  { kernel: [1, 7], stride: 2, strideAxis: 'width', widths: [9] },
  { kernel: [7, 1], stride: 2, strideAxis: 'height', widths: [5] },
  { kernel: 3, dilation: 2, widths: [6] },
  { kernel: [2, 4], padding: 0, widths: [10, 4] },
  { kernel: [4, 2], stride: 3, padding: [1, 2], widths: [11] },
  { kernel: 2, padding: 3, widths: [2] },
  { kernel: 3, padding: [2, -1], widths: [9] },
]

const cases = fc
  .record({
    window: fc.constantFrom(
      ...WINDOWS.flatMap(({ widths, ...window }) => widths.map((width) => ({ ...window, width }))),
    ),
    sizes: fc.record({
      examples: upTo(3),
      height: upTo(11),
      channels: fc.constantFrom(1, 3, 6, 9),
    }),
    channels: upTo(9),
    bias: fc.boolean(),
    view: views,
    landing: landings,
    segmentRows: upTo(12),
    chunks: upTo(5),
    seed: fc.nat(),
  })
  .map(({ window: { width, ...window }, sizes, ...rest }) => {
    return { ...rest, window, input: { ...sizes, width } }
  })
  .filter(({ input, channels, window }) => {
    const builder = new NetworkBuilder()
    const conv = builder.conv('conv', builder.input(input), channels, window)
    const { height, width } = builder.shapeOf(conv)
    return height > 0 && width > 0
  })

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

/** The layer on the CPU, and its operands placed for a kernel. */
async function place({ input, channels, window, bias, view, seed }: Case) {
  const noise = new Noise(seed)
  const trial = new KernelTrial()
  const value = placeValue(trial, input, view, noise)
  const cpu = await layerOnCpu(input, value.seen, noise, (b, x) =>
    b.conv('conv', x, channels, { ...window, bias }),
  )
  const layer = cpu.layer as ConvLayer
  const [kernelHeight, kernelWidth] = layer.kernel
  const [strideY, strideX] = strides(layer)
  const size = channels * input.channels * kernelHeight * kernelWidth
  const { dilation } = layer
  const variant = { ...layer, tile: depthwiseTile(cpu.extent.width) }
  return {
    noise,
    trial,
    value,
    cpu,
    size,
    variant,
    weight: trial.region(cpu.weights.subarray(0, size)),
    bias: layer.bias === null ? null : trial.region(cpu.weights.subarray(size)),
    gradient: trial.tensor(cpu.extent, cpu.outputGradient),
    sizes: { kernelHeight, kernelWidth, strideY, strideX, dilation, chunks: 1 },
    unwalked: { strips: 1, segmentRows: 1, segments: 1 },
    padding: { padTop: layer.padding[0], padLeft: layer.padding[1] },
  }
}

const blocks = (channels: number) => Math.ceil(channels / CONV_CHANNELS)

describe('dense convolution', () => {
  it('convolves as TensorFlow.js does', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { trial, value, cpu, weight, bias, sizes, variant } = await place(given)
      const dst = trial.tensor(cpu.extent)
      const walk = walkOver(dst, blocks(dst.channels), variant.tile, given.segmentRows)
      trial.dispatch(convKernel(variant, given.input.channels), {
        header: { ...windowSizes(value.job.src, dst), ...sizes, ...walk.header },
        job: { ...value.job, weight, bias, dst },
        invocations: walk.invocations,
      })
      expectClose((await trial.run()).tensor(dst), cpu.output, 'output')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients back to its input', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { noise, trial, cpu, gradient, weight, sizes, padding } = await place(given)
      const { job, landed } = placeLanding(trial, given.input, given.landing, noise)
      const walk = walkOver(job.dst, blocks(job.dst.channels), CONV_PIXELS, given.segmentRows)
      trial.dispatch(convInputGradientKernel, {
        header: { ...windowSizes(job.dst, gradient), ...sizes, ...walk.header },
        job: { gradient, weight, ...job, ...padding },
        invocations: walk.invocations,
      })
      const actual = (await trial.run()).tensor(job.dst)
      expectClose(actual, landed(cpu.inputGradient), 'input gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients of weight and bias', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const placed = await place(given)
      const { trial, value, cpu, gradient, size, sizes, unwalked, variant } = placed
      const { chunks } = given
      const { channels, channelStride, width } = gradient
      const rows = convWeightGradientRows(given.input.channels, channels, sizes.kernelHeight)
      const partials = trial.region(chunks * size)
      const strips = width / variant.tile
      trial.dispatch(convWeightGradientKernel(variant), {
        header: { ...windowSizes(value.job.src, gradient), ...sizes, ...unwalked, strips, chunks },
        job: { gradient, ...value.job, partials },
        invocations: chunks * rows,
      })
      const biasGradient = trial.region(channels)
      trial.dispatch(biasGradientKernel, {
        header: { channels, channelStride, pixels: pixelsOf(gradient) },
        job: { gradient, partials: biasGradient },
        invocations: channels,
      })
      const outcome = await trial.run()
      const weights = addUp(outcome.region(partials), size)
      expectClose(weights, cpu.weightGradient.subarray(0, size), 'weight gradient')
      if (!placed.bias) return
      expectClose(outcome.region(biasGradient), cpu.weightGradient.subarray(size), 'bias gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
