import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pathDrops, pathFactors } from '../dropPath'
import { dropPathKernel } from './dropPath'
import { floatBits, STEP_FIELDS, STEP_WORDS } from './kernel'
import { KernelTrial } from './kernelTrial.fixture'
import { RANDOM_SHAPES, upTo } from './oracle.fixture'

const cases = fc.record({
  examples: upTo(99),
  paths: fc.array(upTo(200, 0), { minLength: 1, maxLength: 4 }),
  probability: fc.constantFrom(0, 0.1, 0.5, 1),
  seed: fc.nat(),
})

it('draws the paths that the fallback engine draws, to the bit', async () => {
  const agrees = fc.asyncProperty(cases, async ({ examples, paths, probability, seed }) => {
    const drops = pathDrops(seed, 5, 'weight', probability)
    const step = new Uint32Array(STEP_WORDS)
    step[STEP_FIELDS.dropPathKey] = drops.key
    step[STEP_FIELDS.keepProbability] = floatBits(drops.keep)
    step[STEP_FIELDS.keepFactor] = floatBits(drops.factor)
    const trial = new KernelTrial({ step })
    const drawn = paths.map((path) => {
      const factors = trial.region(examples)
      const job = { path, factors }
      trial.dispatch(dropPathKernel, { header: { examples }, job, invocations: examples })
      return { path, factors }
    })
    const outcome = await trial.run()
    for (const { path, factors } of drawn) {
      expect([...outcome.region(factors)]).toEqual([...pathFactors(drops, path, examples)])
    }
  })
  await fc.assert(agrees, RANDOM_SHAPES)
})
