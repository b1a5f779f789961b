/** Labelled images as bytes, [count, height, width, channels]. */
export interface LabelledImages {
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
}

/** A data set that someone brought. */
export interface ImageSet {
  /** As its files call it. */
  readonly name: string
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly classNames: readonly string[]
  readonly train: LabelledImages
  /** Empty where the files have no images set apart for tests. */
  readonly test: LabelledImages
}

export const NO_IMAGES: LabelledImages = {
  images: new Uint8Array(0),
  labels: new Uint8Array(0),
  count: 0,
}

/** One after another. */
export function joined(parts: readonly LabelledImages[]): LabelledImages {
  return {
    images: concatenated(parts.map(({ images }) => images)),
    labels: concatenated(parts.map(({ labels }) => labels)),
    count: parts.reduce((total, { count }) => total + count, 0),
  }
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((total, { length }) => total + length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}
