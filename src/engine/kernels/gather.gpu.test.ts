import fc from 'fast-check'
import { it } from 'vitest'
import { augmentationKey } from '../augmentation'
import { gatherBatch } from '../eager/batch'
import { gatherKernel } from './gather'
import { STEP_FIELDS, STEP_WORDS } from './kernel'
import { elementsOf, KernelTrial } from './kernelTrial.fixture'
import { expectClose, Noise, RANDOM_SHAPES, upTo, windowSizes } from './oracle.fixture'

const COUNT = 12

const cases = fc.record({
  extent: fc.record({ examples: upTo(6), height: upTo(9), width: upTo(9), channels: upTo(4) }),
  cropPadding: upTo(4, 0),
  flip: fc.boolean(),
  /** Even and odd, some larger than the image. */
  cutout: upTo(12, 0),
  /** Off in evaluation, whatever the options are. */
  augments: fc.boolean(),
  seed: fc.nat(),
})

it('gathers, crops, flips, normalises and cuts out of a batch as the fallback engine does', async () => {
  const agrees = fc.asyncProperty(
    cases,
    async ({ extent, cropPadding, flip, cutout, ...given }) => {
      const { examples, height, width, channels } = extent
      const noise = new Noise(given.seed)
      const bytes = noise
        .take(COUNT * height * width * channels)
        .map((x) => Math.abs(200 * x) % 256)
      const images = Uint8Array.from(bytes)
      const mean = [...noise.take(channels)]
      const deviation = [...noise.take(channels)].map((x) => 0.2 + Math.abs(x))
      const indices = Uint32Array.from({ length: examples }, (_, i) => (5 * i + 2) % COUNT)
      const key = given.augments ? augmentationKey(given.seed, 3, 'weight') : 0

      const step = new Uint32Array(STEP_WORDS + examples)
      step[STEP_FIELDS.augmentationKey] = key
      step.set(indices, STEP_WORDS)
      const resident = new Uint8Array(4 * Math.ceil(images.length / 4))
      resident.set(images)
      const trial = new KernelTrial({ step, dataset: new Uint32Array(resident.buffer) })
      const dst = trial.tensor(extent)
      const scales = mean.flatMap((m, c) => [1 / (255 * deviation[c]!), -m / deviation[c]!])
      trial.dispatch(gatherKernel, {
        header: {
          ...windowSizes(dst, dst),
          indices: STEP_WORDS,
          ...{ cropPadding, flip: flip ? 1 : 0, cutout },
        },
        job: { normalisation: trial.region(scales), dst },
        invocations: elementsOf(extent),
      })
      const data = {
        ...{ images, labels: new Uint8Array(COUNT), count: COUNT, classes: 2 },
        ...{ height, width, channels, mean, deviation },
      }
      const augmentation = { cropPadding, flip, cutout }
      const expected = gatherBatch(data, indices, given.augments ? { augmentation, key } : null)
      expectClose((await trial.run()).tensor(dst), expected.images, 'images')
    },
  )
  await fc.assert(agrees, RANDOM_SHAPES)
})
