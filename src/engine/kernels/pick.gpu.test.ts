import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthwiseTile } from './depthwise'
import { elementsOf, KernelTrial } from './kernelTrial.fixture'
import {
  expectClose,
  landings,
  Noise,
  placeLanding,
  placeValue,
  RANDOM_SHAPES,
  upTo,
  views,
  walkOver,
  windowSizes,
} from './oracle.fixture'
import { pickInputGradientKernel, pickKernel } from './pick'

/** Few output widths, for strips take long to compile. */
const cases = fc.record({
  input: fc.record({
    examples: upTo(3),
    height: upTo(13),
    width: fc.constantFrom(1, 2, 13, 14, 20, 27, 28),
    channels: upTo(5),
  }),
  view: views,
  landing: landings,
  segmentRows: upTo(7),
  shifts: fc.array(upTo(1, 0), { maxLength: 4 }),
  shift: upTo(1, 0),
  seed: fc.nat(),
})

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

function begin({ input, segmentRows, seed }: Case) {
  const output = {
    ...input,
    height: Math.ceil(input.height / 2),
    width: Math.ceil(input.width / 2),
  }
  const tile = depthwiseTile(output.width)
  const walk = walkOver(output, input.channels, tile, segmentRows)
  /** Calls with the index of every picked pixel inside the image, and of the pixel it came from. */
  const eachPick = (shift: number, visit: (picked: number, source: number) => void) => {
    for (let picked = 0; picked < elementsOf(output); picked++) {
      const channel = picked % output.channels
      const pixel = Math.floor(picked / output.channels)
      const x = 2 * (pixel % output.width) + shift
      const line = Math.floor(pixel / output.width)
      const y = 2 * (line % output.height) + shift
      if (x >= input.width || y >= input.height) continue
      const image = Math.floor(line / output.height) * input.height
      visit(picked, ((image + y) * input.width + x) * input.channels + channel)
    }
  }
  return { noise: new Noise(seed), trial: new KernelTrial(), output, tile, walk, eachPick }
}

describe('picking pixels', () => {
  it('takes one pixel of every block', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { noise, trial, output, tile, walk, eachPick } = begin(given)
      const value = placeValue(trial, given.input, given.view, noise)
      const dst = trial.tensor(output)
      trial.dispatch(pickKernel(tile), {
        header: { ...windowSizes(value.job.src, dst), ...walk.header },
        job: { ...value.job, shift: given.shift, dst },
        invocations: walk.invocations,
      })
      const expected = new Float32Array(elementsOf(output))
      eachPick(given.shift, (picked, source) => {
        expected[picked] = value.seen[source]!
      })
      expectClose((await trial.run()).tensor(dst), expected, 'picked')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes gradients of any picks back, and none to what was not picked', async () => {
    const agrees = fc.asyncProperty(cases, async (given) => {
      const { noise, trial, output, tile, walk, eachPick } = begin(given)
      const { job, landed } = placeLanding(trial, given.input, given.landing, noise)
      const sum = new Float32Array(elementsOf(given.input))
      const list = given.shifts.map((shift) => {
        const gradient = noise.take(elementsOf(output))
        eachPick(shift, (picked, source) => {
          sum[source]! += gradient[picked]!
        })
        return { src: trial.tensor(output, gradient), shift }
      })
      const sizes = windowSizes(job.dst, list[0]?.src ?? trial.tensor(output))
      trial.dispatch(pickInputGradientKernel(tile), {
        header: { ...sizes, ...walk.header },
        job,
        list,
        invocations: walk.invocations,
      })
      const actual = (await trial.run()).tensor(job.dst)
      expectClose(actual, landed(sum), 'input gradient')
      expect(actual.length).toBe(sum.length)
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})
