import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KernelTrial } from './kernelTrial.fixture'
import {
  expectClose,
  landings,
  layerOnCpu,
  Noise,
  placeLanding,
  RANDOM_SHAPES,
  upTo,
  walkOver,
  windowSizes,
} from './oracle.fixture'
import {
  STRIDED_POINTWISE_TILE as TILE,
  stridedPointwiseInputGradientKernel,
} from './stridedPointwise'

const cases = fc.record({
  input: fc.record({
    examples: upTo(3),
    height: upTo(13, 2),
    width: upTo(13, 2),
    channels: upTo(9),
  }),
  channels: upTo(9),
  shift: upTo(1, 0),
  landing: landings,
  segmentRows: upTo(7),
  seed: fc.nat(),
})

it('takes gradients back through either half of a FactorizedReduce', async () => {
  const agrees = fc.asyncProperty(cases, async (given) => {
    const { input, channels, shift, landing, segmentRows, seed } = given
    const noise = new Noise(seed)
    const trial = new KernelTrial()
    const { extent, weights, outputGradient, inputGradient } = await layerOnCpu(
      input,
      noise.take(input.examples * input.height * input.width * input.channels),
      noise,
      (b, x) => b.conv('half', x, channels, { kernel: 1, stride: 2, padding: -shift }),
    )
    const gradient = trial.tensor(extent, outputGradient)
    const { job, landed } = placeLanding(trial, input, landing, noise)
    const blocks = Math.ceil(input.channels / TILE)
    const { header, invocations } = walkOver(gradient, blocks, TILE, segmentRows)
    trial.dispatch(stridedPointwiseInputGradientKernel, {
      header: { ...windowSizes(job.dst, gradient), ...header },
      job: { gradient, weight: trial.region(weights), shift, ...job },
      invocations,
    })
    expect(gradient.height).toBe(Math.ceil(input.height / 2))
    const actual = (await trial.run()).tensor(job.dst)
    expectClose(actual, landed(inputGradient), 'input gradient')
  })
  await fc.assert(agrees, RANDOM_SHAPES)
})
