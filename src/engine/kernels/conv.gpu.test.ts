import fc from 'fast-check'
import { describe, it } from 'vitest'
import { windowedShape } from '../../network/builder'
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

const cases = fc
  .record({
    input: fc.record({ examples: upTo(3), height: upTo(11), width: upTo(11), channels: upTo(9) }),
    channels: upTo(9),
    kernel: fc.tuple(upTo(4), upTo(4)),
    stride: upTo(3),
    strideAxis: fc.constantFrom(undefined, 'height' as const, 'width' as const),
    padding: fc.tuple(upTo(3, -1), upTo(3, -1)),
    dilation: upTo(2),
    bias: fc.boolean(),
    view: views,
    landing: landings,
    segmentRows: upTo(12),
    chunks: upTo(5),
    seed: fc.nat(),
  })
  .filter(({ input, channels, ...window }) => {
    const { height, width } = windowedShape(input, channels, window)
    return height > 0 && width > 0
  })

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

/** The layer on the CPU, and its operands placed for a kernel. */
async function place({ input, channels, view, seed, ...window }: Case) {
  const noise = new Noise(seed)
  const trial = new KernelTrial()
  const value = placeValue(trial, input, view, noise)
  const cpu = await layerOnCpu(input, value.seen, noise, (b, x) =>
    b.conv('conv', x, channels, window),
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
      const rows = convWeightGradientRows(given.input.channels, channels, given.kernel[0])
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
