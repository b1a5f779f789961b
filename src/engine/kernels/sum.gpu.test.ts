import fc from 'fast-check'
import { it } from 'vitest'
import { elementsOf, KernelTrial, pixelsOf } from './kernelTrial.fixture'
import {
  expectClose,
  landings,
  Noise,
  placeLanding,
  placeValue,
  RANDOM_SHAPES,
  upTo,
  views,
} from './oracle.fixture'
import { sumKernel } from './sum'

const cases = fc.record({
  extent: fc.record({ examples: upTo(5), height: upTo(7), width: upTo(7), channels: upTo(7) }),
  terms: fc.array(
    fc.record({
      view: views,
      gate: fc.double({ min: -2, max: 2, noNaN: true }),
      /** Whether each image has a factor of its own. */
      byImage: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  /** Whether any image may have one. */
  byImage: fc.boolean(),
  landing: landings,
  /** As tuned for software and hardware GPUs, and an odd one. */
  vectors: fc.constantFrom(8, 2, 3),
  seed: fc.nat(),
})

it('adds up gated values, however many, and lands the sum as any gradient', async () => {
  const agrees = fc.asyncProperty(
    cases,
    async ({ extent, terms, landing, vectors, seed, ...given }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const expected = new Float32Array(elementsOf(extent))
      const throughRelu = terms.some(({ view }) => view.relu)
      const imageSize = elementsOf(extent) / extent.examples
      const list = terms.map(({ view, gate, byImage }) => {
        const { seen, job } = placeValue(trial, extent, view, noise)
        const factors = given.byImage && byImage ? noise.take(extent.examples) : null
        seen.forEach((value, i) => {
          expected[i]! += gate * value * (factors?.[Math.floor(i / imageSize)] ?? 1)
        })
        const term = { ...job, gate: trial.region([gate]) }
        return given.byImage ? { ...term, factors: factors && trial.region(factors) } : term
      })
      const { job, landed } = placeLanding(trial, extent, landing, noise)
      const rowVectors = Math.ceil(pixelsOf(extent) / 4)
      const groups = Math.ceil(rowVectors / vectors)
      const images = { imagePixels: extent.height * extent.width, examples: extent.examples }
      trial.dispatch(sumKernel(vectors, throughRelu, given.byImage), {
        header: { channels: extent.channels, rowVectors, groups, ...(given.byImage && images) },
        job,
        list,
        invocations: extent.channels * groups,
      })
      expectClose((await trial.run()).tensor(job.dst), landed(expected), 'sum')
    },
  )
  await fc.assert(agrees, RANDOM_SHAPES)
})
