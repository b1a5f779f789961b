import fc from 'fast-check'
import { describe, it } from 'vitest'
import { windowedShape } from '../../network/builder'
import { depthwiseTile } from './depthwise'
import { KernelTrial, type Word } from './kernelTrial.fixture'
import {
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
import { poolInputGradientKernel, poolKernel } from './pool'

/** Those of the published spaces, and one that leaves columns over. Strips take long to compile. */
const WINDOWS = [
  { kernel: 3, stride: 1, padding: 1, widths: [1, 5, 7, 14, 16] },
  { kernel: 3, stride: 2, padding: 1, widths: [1, 2, 9, 13, 14, 28] },
  { kernel: 2, stride: 2, padding: 0, widths: [2, 7, 10] },
  { kernel: 5, stride: 1, padding: 2, widths: [1, 7, 14] },
  { kernel: 7, stride: 1, padding: 3, widths: [2, 7, 16] },
  { kernel: 7, stride: 2, padding: 3, widths: [1, 13, 28] },
  { kernel: 5, stride: 3, padding: 0, widths: [5, 17, 18, 19] },
].flatMap(({ widths, ...window }) => widths.map((width) => ({ ...window, width })))

const cases = fc
  .record({
    window: fc.constantFrom(...WINDOWS),
    sizes: fc.record({ examples: upTo(3), height: upTo(13), channels: upTo(5) }),
    view: views,
    landing: landings,
    segmentRows: upTo(12),
    seed: fc.nat(),
  })
  .filter(({ sizes, window }) => {
    const { kernel, width, stride } = window
    const shape = windowedShape({ ...sizes, width }, 1, {
      ...{ stride, dilation: 1 },
      kernel: [kernel, kernel],
      padding: [window.padding, window.padding],
    })
    return shape.height > 0
  })

describe.each(['maxPool', 'avgPool'] as const)('%s', (kind) => {
  it('pools as TensorFlow.js does, forward and back', async () => {
    const agrees = fc.asyncProperty(
      cases,
      async ({ window, sizes, view, segmentRows, ...given }) => {
        const { width, padding, ...strided } = window
        const input = { ...sizes, width }
        const noise = new Noise(given.seed)
        const trial = new KernelTrial()
        const value = placeValue(trial, input, view, noise)
        const cpu = await layerOnCpu(input, value.seen, noise, (b, x) =>
          b.pool(kind, 'pool', x, { ...strided, padding }),
        )
        const tile = depthwiseTile(cpu.extent.width)
        const variant = { kind, ...strided, pad: padding, tile }
        const dst = trial.tensor(cpu.extent)
        const positions: Record<string, Word> =
          kind === 'maxPool' ? { positions: trial.tensor(cpu.extent) } : {}
        const down = walkOver(dst, dst.channels, tile, segmentRows)
        trial.dispatch(poolKernel(variant), {
          header: { ...windowSizes(value.job.src, dst), ...down.header },
          job: { ...value.job, dst, ...positions },
          invocations: down.invocations,
        })
        const { job, landed } = placeLanding(trial, input, given.landing, noise)
        const back = walkOver(input, input.channels, tile * window.stride, segmentRows)
        trial.dispatch(poolInputGradientKernel(variant), {
          header: { ...windowSizes(job.dst, dst), ...back.header },
          job: { gradient: trial.tensor(cpu.extent, cpu.outputGradient), ...positions, ...job },
          invocations: back.invocations,
        })
        const outcome = await trial.run()
        expectClose(outcome.tensor(dst), cpu.output, 'output')
        expectClose(outcome.tensor(job.dst), landed(cpu.inputGradient), 'input gradient')
      },
    )
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
