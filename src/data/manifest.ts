import * as v from 'valibot'

/** One file of a data set. The hash is of its content, so that it holds however it was compressed. */
const FileEntry = v.object({
  path: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  /** Bytes on the wire (gzip). */
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  contentBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** SHA-256 of the content, lower-case hex. */
  contentSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))

/** Four IDX files that belong together. */
const Shard = v.object({
  trainImages: Count,
  testImages: Count,
  files: v.object({
    trainImages: FileEntry,
    trainLabels: FileEntry,
    testImages: FileEntry,
    testLabels: FileEntry,
  }),
})

/** `manifest.json` beside the files of a data set; written by scripts/prepareDataset.ts. */
export const ManifestSchema = v.object({
  name: v.string(),
  licence: v.string(),
  height: Count,
  width: Count,
  channels: Count,
  classNames: v.array(v.string()),
  /** Per channel, of the full training set scaled to 0–1. */
  mean: v.array(v.number()),
  deviation: v.array(v.number()),
  shards: v.object({
    /** The first images of each full file, in the full file's order. */
    starter: Shard,
    full: Shard,
  }),
})

export type Manifest = v.InferOutput<typeof ManifestSchema>
export type ManifestShard = v.InferOutput<typeof Shard>
export type ManifestFile = v.InferOutput<typeof FileEntry>
export type FileRole = keyof ManifestShard['files']
