import { describe, expect, it } from 'vitest'
import { balancedOrder, channelStatistics, classCounts, takeTest } from './arrangement'
import { NO_IMAGES, type ImageSet } from './imageSet'
import { keptPlaces } from './loadOwn'
import { decodePictures } from './pictures'
import { arrangeData, lineOf, previewOf } from './prepare'

const LABELS = Uint8Array.from({ length: 100 }, (_, image) => (image < 80 ? 0 : image < 95 ? 1 : 2))

/** Images of one value each, its number. */
function numbered(labels: Uint8Array, side = 8): ImageSet {
  return {
    name: 'numbers',
    height: side,
    width: side,
    channels: 1,
    classNames: ['many', 'some', 'few'],
    train: {
      images: Uint8Array.from({ length: labels.length * side * side }, (_, i) =>
        Math.floor(i / (side * side)),
      ),
      labels,
      count: labels.length,
    },
    test: NO_IMAGES,
  }
}

describe('the order in which images are kept', () => {
  it('has every image once, and classes in proportion from the beginning', () => {
    const order = balancedOrder(LABELS)
    expect([...order].sort((a, b) => a - b)).toEqual([...LABELS.keys()])
    for (const first of [20, 40, 60, 80]) {
      const counts = classCounts(
        LABELS.filter((_, image) => order.indexOf(image) < first),
        3,
      )
      expect(Math.abs(counts[0]! - 0.8 * first)).toBeLessThanOrEqual(1)
      expect(Math.abs(counts[2]! - 0.05 * first)).toBeLessThanOrEqual(1)
    }
  })

  it('sets every fifth of each class apart, the same ones every time', () => {
    const { train, test } = takeTest(LABELS)
    expect(
      classCounts(test.length ? LABELS.filter((_, i) => test.includes(i)) : LABELS, 3),
    ).toEqual([16, 3, 1])
    expect(new Set([...train, ...test]).size).toBe(100)
    expect(takeTest(LABELS).test).toEqual(test)
  })
})

describe('images that are arranged', () => {
  it('stand with their labels, training images first', async () => {
    const { data, bytes } = await arrangeData(numbered(LABELS), 'idx')
    const places = keptPlaces(data)
    expect(data).toMatchObject({
      trainCounts: [64, 12, 4],
      testCounts: [16, 3, 1],
      testTaken: true,
    })
    expect(bytes).toHaveLength(places.end)
    for (const image of [0, 41, 79]) {
      expect(bytes[places.trainLabels + image]).toBe(LABELS[bytes[64 * image]!])
    }
    expect(bytes[places.testLabels]).toBe(LABELS[bytes[places.test]!])
  })

  it('are named by their content: not by their title, but by every pixel', async () => {
    const set = numbered(LABELS)
    const { data } = await arrangeData(set, 'idx')
    expect(data.name).toMatch(/^own-[0-9a-f]{16}$/)
    expect((await arrangeData({ ...set, name: 'other' }, 'idx')).data.name).toBe(data.name)
    const images = set.train.images.slice()
    images[77] = 255
    const changed = { ...set, train: { ...set.train, images } }
    expect((await arrangeData(changed, 'idx')).data.name).not.toBe(data.name)
  })

  it('are normalised by their training images alone', () => {
    const { mean, deviation } = channelStatistics(Uint8Array.of(0, 51, 255, 51), 2)
    expect(mean).toEqual([0.5, 0.2])
    expect(deviation).toEqual([0.5, 1 / 255])
  })

  it('show a few of each class', async () => {
    const { data, bytes } = await arrangeData(numbered(LABELS), 'idx')
    const preview = previewOf(data, bytes, bytes.subarray(keptPlaces(data).trainLabels))
    expect(preview.counts).toEqual([12, 12, 4])
    expect(LABELS[preview.images[64 * 12]!]).toBe(1)
  })

  it.each([
    ['one class', numbered(new Uint8Array(20)), 'one class'],
    ['too few to test', numbered(Uint8Array.of(0, 1, 2, 0, 1, 2)), 'No class has five'],
    ['tiny images', numbered(LABELS, 4), 'sides of 8 to 224'],
    [
      'labels of no class',
      {
        ...numbered(LABELS),
        test: { images: new Uint8Array(64), labels: Uint8Array.of(9), count: 1 },
      },
      'label 9',
    ],
  ])('are refused with the reason: %s', async (_, set, reason) => {
    await expect(arrangeData(set, 'idx')).rejects.toThrow(reason)
  })

  it('have titles of one visible line', () => {
    expect(lineOf(' a\u202e\nb ')).toBe('a b')
    expect(lineOf('\u0000')).toBe('?')
    expect(lineOf('x'.repeat(200))).toHaveLength(100)
  })
})

describe('pictures', () => {
  const picture = (path: string, className: string, bytes: readonly number[]) => ({
    path,
    className,
    content: Uint8Array.from(bytes),
    test: false,
  })
  const decode = (bytes: Uint8Array) =>
    Promise.resolve(bytes[0] === 0 ? null : new Uint8Array(64).fill(bytes[0]!))

  it('come out alike in whatever order they come, and unreadable ones are named', async () => {
    const pictures = [
      picture('a/1.png', 'a', [1]),
      picture('b/1.png', 'b', [2]),
      picture('a/broken.png', 'a', [0]),
      picture('a/2.png', 'a', [3]),
    ]
    const form = { side: 8, channels: 1 }
    const decoded = await decodePictures(pictures, ['a', 'b'], form, () => undefined, decode)
    expect([...decoded.labels]).toEqual([0, 0, 1])
    expect(decoded.unreadable).toEqual(['a/broken.png'])
    const turned = await decodePictures(
      [...pictures].reverse(),
      ['a', 'b'],
      form,
      () => undefined,
      decode,
    )
    expect(turned).toEqual(decoded)
  })

  it('are refused when none can be read', async () => {
    const broken = [picture('a/1.png', 'a', [0])]
    await expect(
      decodePictures(broken, ['a'], { side: 8, channels: 1 }, () => undefined, decode),
    ).rejects.toThrow('None of the 1 pictures')
  })
})
