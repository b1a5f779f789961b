import { gzipSync, strToU8, zipSync } from 'fflate'
import { createTar } from 'nanotar'
import { describe, expect, it } from 'vitest'
import { encodeIdx } from '../idx'
import { openArchive } from './archive'
import { recogniseData } from './recognise'

/** CIFAR's record: label, then planes that tell pixel and channel apart. */
function cifarRecord(labels: readonly number[], first: number): Uint8Array {
  const planes = Uint8Array.from({ length: 3072 }, (_, index) =>
    index % 1024 === 0 ? first + Math.floor(index / 1024) : 7,
  )
  return Uint8Array.from([...labels, ...planes])
}

const joined = (...parts: readonly Uint8Array[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

const CIFAR_10_FILES = {
  'cifar-10-batches-bin/batches.meta.txt': strToU8(
    'airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n',
  ),
  'cifar-10-batches-bin/data_batch_2.bin': cifarRecord([4], 40),
  'cifar-10-batches-bin/data_batch_1.bin': joined(cifarRecord([1], 10), cifarRecord([2], 20)),
  'cifar-10-batches-bin/test_batch.bin': cifarRecord([9], 90),
}

const tarOf = (files: Readonly<Record<string, Uint8Array>>) =>
  new Uint8Array(createTar(Object.entries(files).map(([name, data]) => ({ name, data }))))

const recognised = (name: string, bytes: Uint8Array) =>
  recogniseData(name, openArchive(name, bytes))

describe('a data set that someone brings', () => {
  it('is CIFAR-10 in its official archive, batches in order, planes turned into pixels', () => {
    const bytes = gzipSync(tarOf(CIFAR_10_FILES))
    const found = recognised('cifar-10-binary.tar.gz', bytes)
    if (found.kind !== 'images') throw new Error('no images')
    const { set } = found
    expect(set).toMatchObject({ name: 'CIFAR-10', height: 32, width: 32, channels: 3 })
    expect(set.classNames[9]).toBe('truck')
    expect([...set.train.labels]).toEqual([1, 2, 4])
    expect([...set.train.images.subarray(0, 4)]).toEqual([10, 11, 12, 7])
    expect([...set.train.images.subarray(2 * 3072, 2 * 3072 + 4)]).toEqual([40, 41, 42, 7])
    expect([...set.test.labels]).toEqual([9])
  })

  it('is CIFAR-100 with its fine labels', () => {
    const found = recognised(
      'cifar-100-binary.tar.gz',
      gzipSync(
        tarOf({
          'cifar-100-binary/train.bin': cifarRecord([3, 99], 1),
          'cifar-100-binary/test.bin': cifarRecord([0, 5], 1),
        }),
      ),
    )
    expect(found).toMatchObject({ kind: 'images', set: { name: 'CIFAR-100' } })
    if (found.kind === 'images') {
      expect(found.set.classNames).toHaveLength(100)
      expect([...found.set.train.labels, ...found.set.test.labels]).toEqual([99, 5])
    }
  })

  it('is IDX files, packed or not', () => {
    const images = encodeIdx({
      dimensions: [2, 2, 3],
      values: Uint8Array.from({ length: 12 }, (_, i) => i),
    })
    const labels = encodeIdx({ dimensions: [2], values: Uint8Array.of(0, 4) })
    const files = [
      ...openArchive('train-images-idx3-ubyte.gz', gzipSync(images)),
      ...openArchive('train-labels.idx1-ubyte', labels),
    ]
    const found = recogniseData('mnist', files)
    expect(found).toMatchObject({ set: { height: 2, width: 3, channels: 1, test: { count: 0 } } })
    expect(() => recogniseData('mnist', files.slice(0, 1))).toThrow('without its labels')
  })

  it('is pictures in one folder for each class', () => {
    const picture = strToU8('not read here')
    const found = recognised(
      'pets.zip',
      zipSync({
        'pets/train/cat/1.png': picture,
        'pets/test/cat/2.JPG': picture,
        'pets/train/dog/3.webp': picture,
        'pets/readme.txt': picture,
        '__MACOSX/pets/train/cat/._1.png': picture,
      }),
    )
    expect(found).toMatchObject({ kind: 'pictures', name: 'pets' })
    if (found.kind === 'pictures') {
      expect(found.pictures.map(({ className, test }) => [className, test])).toEqual([
        ['cat', false],
        ['cat', true],
        ['dog', false],
      ])
    }
  })

  it.each([
    ['cut.tar.gz', gzipSync(tarOf(CIFAR_10_FILES)).subarray(0, 120), 'not a whole gzip file'],
    ['noise.tar.gz', Uint8Array.from({ length: 500 }, (_, i) => i % 251), 'not a whole gzip file'],
    ['noise.zip', Uint8Array.from({ length: 500 }, (_, i) => i % 251), 'not a whole zip archive'],
    ['letter.txt', strToU8('hello'), 'no data set that is known'],
    ['data_batch_1.bin', cifarRecord([1], 0).subarray(1), 'no whole number of images'],
    ['data_batch_1.bin', cifarRecord([11], 0), 'label 11'],
  ])('%s that is broken is refused with the reason', (name, bytes, reason) => {
    expect(() => recognised(name, bytes)).toThrow(reason)
  })

  it('that unpacks to very much is stopped in time', () => {
    const bomb = gzipSync(new Uint8Array(5_000_000))
    expect(bomb.length).toBeLessThan(50_000)
    expect(() => openArchive('bomb.tar.gz', bomb, 1_000_000)).toThrow('more than')
    const zip = zipSync({ 'a/b.png': new Uint8Array(5_000_000) })
    expect(() => openArchive('bomb.zip', zip, 1_000_000)).toThrow('more than')
  })
})
