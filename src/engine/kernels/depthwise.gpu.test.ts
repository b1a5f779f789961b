import fc from 'fast-check'
import { describe, it } from 'vitest'
import {
  depthwiseInputGradientKernel,
  depthwiseKernel,
  depthwiseTile,
  depthwiseWeightGradientKernel,
} from './depthwise'
import {
  stridedDepthwiseInputGradientKernel,
  stridedDepthwiseKernel,
  stridedDepthwiseWeightGradientKernel,
} from './depthwiseStrided'
import { elementsOf, KernelTrial, type Extent } from './kernelTrial.fixture'
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

/** Every window of the published spaces. Strips take long to compile, so there are few widths each. */
const WINDOWS = {
  1: [
    { kernel: 3, dilation: 1, widths: [7, 14, 5, 10] },
    { kernel: 5, dilation: 1, widths: [7, 28] },
    { kernel: 7, dilation: 1, widths: [3, 6] },
    { kernel: 3, dilation: 2, widths: [11, 7] },
    { kernel: 5, dilation: 2, widths: [1, 7] },
  ],
  2: [
    { kernel: 3, dilation: 1, widths: [13, 14, 9, 10] },
    { kernel: 5, dilation: 1, widths: [13, 28] },
    { kernel: 7, dilation: 1, widths: [5, 6] },
    { kernel: 3, dilation: 2, widths: [21, 14] },
    { kernel: 5, dilation: 2, widths: [1, 2, 13] },
  ],
}

const KERNELS = {
  1: {
    forward: depthwiseKernel,
    inputGradient: depthwiseInputGradientKernel,
    weightGradient: depthwiseWeightGradientKernel,
  },
  2: {
    forward: stridedDepthwiseKernel,
    inputGradient: stridedDepthwiseInputGradientKernel,
    weightGradient: stridedDepthwiseWeightGradientKernel,
  },
}

type Stride = keyof typeof WINDOWS

const windowsOf = (stride: Stride) =>
  fc.constantFrom(
    ...WINDOWS[stride].flatMap(({ widths, ...window }) =>
      widths.map((width) => ({ ...window, width })),
    ),
  )

const casesOf = (stride: Stride) =>
  fc.record({
    window: windowsOf(stride),
    sizes: fc.record({ examples: upTo(3), height: upTo(12), channels: upTo(5) }),
    view: views,
    landing: landings,
    segmentRows: upTo(12),
    readers: upTo(3),
    seed: fc.nat(),
  })

type Case = ReturnType<typeof casesOf> extends fc.Arbitrary<infer T> ? T : never

function begin({ window, sizes, segmentRows, seed }: Case, stride: Stride) {
  const { kernel, dilation, width } = window
  const noise = new Noise(seed)
  const input = { ...sizes, width }
  const output = {
    ...input,
    height: Math.ceil(sizes.height / stride),
    width: Math.ceil(width / stride),
  }
  const tile = depthwiseTile(output.width)
  /** Rows of a dilated window without stride are walked phase by phase. */
  const phases = stride === 1 ? dilation : 1
  const walk = (over: Extent, columns: number) =>
    walkOver(over, sizes.channels, columns, segmentRows, phases)
  return {
    trial: new KernelTrial(),
    noise,
    input,
    output,
    variant: { kernel, dilation, tile },
    walkOutput: walk(output, tile),
    walkInput: walk(input, tile * stride),
    onCpu: (values: Float32Array) =>
      layerOnCpu(input, values, noise, (b, x) =>
        b.depthwiseConv('depthwise', x, { kernel, dilation, stride }),
      ),
  }
}

describe.each([1, 2] as const)('depthwise convolution with stride %i', (stride) => {
  const cases = casesOf(stride)
  const { forward, inputGradient, weightGradient } = KERNELS[stride]

  it('convolves as TensorFlow.js does', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { trial, noise, input, output, variant, walkOutput, onCpu } = begin(given, stride)
      const value = placeValue(trial, input, given.view, noise)
      const cpu = await onCpu(value.seen)
      const dst = trial.tensor(output)
      trial.dispatch(forward(variant), {
        header: { ...windowSizes(value.job.src, dst), ...walkOutput.header },
        job: { ...value.job, weight: trial.region(cpu.weights), dst },
        invocations: walkOutput.invocations,
      })
      expectClose((await trial.run()).tensor(dst), cpu.output, 'output')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes the gradients of all its readers back to its input', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { trial, noise, input, output, variant, walkInput, onCpu } = begin(given, stride)
      const { job, landed } = placeLanding(trial, input, given.landing, noise)
      const readers = []
      for (let reader = 0; reader < given.readers; reader++) {
        readers.push(await onCpu(noise.take(elementsOf(input))))
      }
      const list = readers.map(({ weights, outputGradient }) => ({
        src: trial.tensor(output, outputGradient),
        weight: trial.region(weights),
      }))
      trial.dispatch(inputGradient(variant), {
        header: { ...windowSizes(job.dst, list[0]!.src), ...walkInput.header },
        job,
        list,
        invocations: walkInput.invocations,
      })
      const sum = new Float32Array(elementsOf(input))
      for (const reader of readers) {
        reader.inputGradient.forEach((g, i) => {
          sum[i]! += g
        })
      }
      expectClose((await trial.run()).tensor(job.dst), landed(sum), 'input gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients of its weight', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { trial, noise, input, output, variant, walkOutput, onCpu } = begin(given, stride)
      const value = placeValue(trial, input, given.view, noise)
      const cpu = await onCpu(value.seen)
      const gradient = trial.tensor(output, cpu.outputGradient)
      const items = walkOutput.invocations / input.channels
      const size = cpu.weights.length
      const partials = trial.region(items * size)
      trial.dispatch(weightGradient(variant), {
        header: { ...windowSizes(value.job.src, gradient), ...walkOutput.header },
        job: { gradient, ...value.job, partials },
        invocations: walkOutput.invocations,
      })
      const actual = addUp((await trial.run()).region(partials), size)
      expectClose(actual, cpu.weightGradient, 'weight gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
