import { describe, expect, it } from 'vitest'
import type { Dataset } from '../data/dataset'
import { testExamples } from './testExamples'

/** Two training images, and three test images with a dark border around a light middle. */
const RING = [10, 10, 10, 10, 200, 10, 10, 10, 10]
const DATASET: Dataset = {
  name: 'rings',
  data: {
    images: Uint8Array.from([1, 2, 3, 4, 5].flatMap((label) => RING.map((value) => value + label))),
    labels: Uint8Array.of(1, 2, 3, 4, 5),
    count: 5,
    height: 3,
    width: 3,
    channels: 1,
    classes: 6,
    mean: [0],
    deviation: [1],
  },
  trainImages: 2,
  testImages: 3,
  classNames: [],
}

describe('examples', () => {
  it('are of the test images, and begin anew after the last', () => {
    const { pixels, labels, count } = testExamples(DATASET, 2, 2)
    expect([...labels]).toEqual([5, 3])
    expect([...pixels]).toEqual([...RING.map((value) => value + 5), ...RING.map((v) => v + 3)])
    expect(count).toBe(3)
    expect([...testExamples(DATASET, 0, 24).labels]).toEqual([3, 4, 5])
  })

  it('tell how bright borders are, whatever is inside them', () => {
    expect(testExamples(DATASET, 0, 1).borderBrightness).toBeCloseTo(14 / 255, 6)
  })
})
