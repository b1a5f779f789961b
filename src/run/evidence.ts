/** What a network makes of a few test images, shown while a run lasts. */

/** A layer whose output is shown; the deeper, the later in the list. */
export interface ExhibitedLayer {
  readonly name: string
  /** Of one feature map as the network computes it. */
  readonly fullHeight: number
  readonly fullWidth: number
  /** Of one as it is shown: large ones are averaged down. */
  readonly height: number
  readonly width: number
  /** How many channels the layer has, and which of them are shown. */
  readonly allChannels: number
  readonly channels: readonly number[]
}

/** The images that a run looks at from its first step to its last, and where in the network. */
export interface Exhibits {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly classes: number
  readonly labels: readonly number[]
  /** Feature maps are of the first so many images. */
  readonly mappedImages: number
  readonly layers: readonly ExhibitedLayer[]
  /** Bytes, [images × height × width × channels]. */
  readonly images: Uint8Array
}

/**
 * What is looked at: the whole supernet; of methods that run one path at a time the best judged so
 * far, with the weights it shares, or else the one trained last; at the end what the search found.
 */
export type EvidenceSubject = 'supernet' | 'best' | 'trained' | 'found'

export interface Evidence {
  /** Search steps completed before. */
  readonly step: number
  readonly subject: EvidenceSubject
  /** What batch norm divided by; along paths of a supernet it is the batch the images were in. */
  readonly statistics: 'running' | 'batch'
  /** [images × classes]; each image's add up to 1. */
  readonly probabilities: Float32Array
  /**
   * Feature maps of the layers in order, each [images × channels × height × width]: 0 is the lowest
   * value of its map, 255 the highest.
   */
  readonly pixels: Uint8Array
  /** Lowest and highest value of each map; NaN where the layer does not run in the subject. */
  readonly ranges: Float32Array
}

/** How many maps of a layer there are. */
export function mapsOf({ channels }: ExhibitedLayer, { mappedImages }: Exhibits): number {
  return mappedImages * channels.length
}
