/**
 * Fills public/data/fashion-mnist from the four gzipped IDX files of Fashion-MNIST (Debian package
 * `dataset-fashion-mnist`): the full files as they are, a starter shard, and a manifest.
 * The starter shard is the first images of each file: the files are shuffled, so a prefix is as
 * balanced as any sample, and a run on n ≤ starter images sees the same pixels from either shard.
 *
 *   npx tsx scripts/prepareDataset.ts <directory of the .gz files>
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { encodeIdx, parseIdx, takeFirst, type IdxArray } from '../src/data/idx'
import { datasetClassNames, FASHION_MNIST } from '../src/run/datasets'
import type { FileRole, Manifest, ManifestFile, ManifestShard } from '../src/data/manifest'

const STARTER = { train: 6_000, test: 1_000 }

const SOURCES: Record<FileRole, { file: string; rank: number; set: 'train' | 'test' }> = {
  trainImages: { file: 'train-images-idx3-ubyte.gz', rank: 3, set: 'train' },
  trainLabels: { file: 'train-labels-idx1-ubyte.gz', rank: 1, set: 'train' },
  testImages: { file: 't10k-images-idx3-ubyte.gz', rank: 3, set: 'test' },
  testLabels: { file: 't10k-labels-idx1-ubyte.gz', rank: 1, set: 'test' },
}
const ROLES = Object.keys(SOURCES) as FileRole[]

interface PreparedFile {
  readonly compressed: Uint8Array
  readonly content: Uint8Array
  readonly array: IdxArray
}

function describeFile(path: string, { compressed, content }: PreparedFile): ManifestFile {
  return {
    path,
    bytes: compressed.length,
    contentBytes: content.length,
    contentSha256: createHash('sha256').update(content).digest('hex'),
  }
}

function readSource(directory: string, role: FileRole): PreparedFile {
  const { file, rank } = SOURCES[role]
  const compressed = readFileSync(join(directory, file))
  const content = gunzipSync(compressed)
  return { compressed, content, array: parseIdx(content, rank) }
}

function makeStarter(role: FileRole, full: PreparedFile): PreparedFile {
  const array = takeFirst(full.array, STARTER[SOURCES[role].set])
  const content = encodeIdx(array)
  return { compressed: gzipSync(content, { level: 9 }), content, array }
}

function statistics(values: Uint8Array): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  const mean = sum / values.length / 255
  return { mean, deviation: Math.sqrt(squares / values.length / 255 ** 2 - mean ** 2) }
}

function writeShard(
  target: string,
  prefix: string,
  files: Record<FileRole, PreparedFile>,
): ManifestShard {
  const entries = ROLES.map((role) => {
    const path = prefix + SOURCES[role].file
    writeFileSync(join(target, path), files[role].compressed)
    return [role, describeFile(path, files[role])] as const
  })
  return {
    trainImages: files.trainLabels.array.values.length,
    testImages: files.testLabels.array.values.length,
    files: Object.fromEntries(entries) as ManifestShard['files'],
  }
}

const source = process.argv[2]
if (!source) throw new Error('Usage: tsx scripts/prepareDataset.ts <directory of the .gz files>')
const target = join(import.meta.dirname, '../public/data/fashion-mnist')
mkdirSync(target, { recursive: true })

const full = Object.fromEntries(ROLES.map((role) => [role, readSource(source, role)])) as Record<
  FileRole,
  PreparedFile
>
const starter = Object.fromEntries(
  ROLES.map((role) => [role, makeStarter(role, full[role])]),
) as Record<FileRole, PreparedFile>
const [, height = 0, width = 0] = full.trainImages.array.dimensions
const { mean, deviation } = statistics(full.trainImages.array.values)

const manifest: Manifest = {
  name: 'fashion-mnist',
  licence: 'MIT, copyright 2017 Zalando SE; see LICENSE',
  height,
  width,
  channels: 1,
  classNames: [...datasetClassNames({ name: FASHION_MNIST })],
  mean: [mean],
  deviation: [deviation],
  shards: {
    starter: writeShard(target, 'starter-', starter),
    full: writeShard(target, '', full),
  },
}
writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
