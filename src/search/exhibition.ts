import type { ImageData8, TrainingEngine } from '../engine/engine'
import type { GatePath, Network } from '../network/network'
import { randomKey, shuffled, splitKey } from '../random/random'
import type { Evidence, EvidenceSubject, Exhibits } from '../run/evidence'
import { exhibitedLayers, mapRequests, shownMaps } from './featureMaps'

const IMAGES = 8
/** Feature maps take much more room than probabilities. */
const MAPPED_IMAGES = 2

/** What to look at. */
export interface Subject {
  readonly subject: EvidenceSubject
  /** Null for all branches at once. */
  readonly path: GatePath | null
  /**
   * Running statistics are those of the subject where they were taken for it; where paths share them
   * they are of no path, and those of the batch are better.
   */
  readonly statistics: Evidence['statistics']
}

/** The few test images a run shows what it learns on. Chosen by seed; nothing is learnt from them. */
export class Exhibition {
  readonly exhibits: Exhibits
  /** The images that are shown come first; the others fill a batch. */
  private readonly indices: Uint32Array

  constructor(
    private readonly network: Network,
    data: ImageData8,
    test: Uint32Array,
    { batch, seed }: { readonly batch: number; readonly seed: number },
  ) {
    this.indices = ofManyClasses(data.labels, test, seed, batch)
    const shown = this.indices.subarray(0, Math.min(IMAGES, batch, test.length))
    const { height, width, channels, classes } = data
    this.exhibits = {
      height,
      width,
      channels,
      classes,
      labels: [...shown].map((index) => data.labels[index]!),
      mappedImages: Math.min(MAPPED_IMAGES, shown.length),
      layers: exhibitedLayers(network),
      images: Uint8Array.from(
        [...shown].flatMap((index) => {
          const size = height * width * channels
          return [...data.images.subarray(index * size, (index + 1) * size)]
        }),
      ),
    }
  }

  /** To be asked for when no step is under way; leaves the engine's state as it was. */
  async look(
    engine: TrainingEngine,
    step: number,
    { subject, path, statistics }: Subject,
  ): Promise<Evidence> {
    const { labels, classes } = this.exhibits
    const { probabilities, maps } = await engine.inspect(
      statistics === 'batch' ? this.indices : this.indices.subarray(0, labels.length),
      { maps: mapRequests(this.network, this.exhibits), statistics, ...(path && { path }) },
    )
    return {
      step,
      subject,
      statistics,
      probabilities: probabilities.slice(0, labels.length * classes),
      ...shownMaps(this.exhibits, maps),
    }
  }
}

/** A batch of test images, each of the first few of another class as far as there are so many. */
function ofManyClasses(
  labels: Uint8Array,
  test: Uint32Array,
  seed: number,
  batch: number,
): Uint32Array {
  const order = shuffled(test.length, splitKey(randomKey(seed), 'exhibits'))
  const drawn = [...order].map((place) => test[place]!)
  const seen = new Set<number>()
  const first = drawn.filter((index) => {
    const isNew = !seen.has(labels[index]!)
    seen.add(labels[index]!)
    return isNew
  })
  const others = drawn.filter((index) => !first.includes(index))
  const all = [...first, ...others]
  return Uint32Array.from({ length: batch }, (_, i) => all[i % all.length]!)
}
