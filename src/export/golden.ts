import { infer } from './plainRuntime.js'
import { plainNetwork } from './plainJavascript'
import { inputShape, type TrainedNetwork } from './trainedNetwork'

/** How far logits may be from those that are given, of an export that is right. */
export const GOLDEN_TOLERANCE = 1e-4

/** Images to check an export by. */
export interface GoldenImages {
  /** Bytes, [images × height × width × channels]. */
  readonly pixels: Uint8Array
  /** What each is of; null where that is not known, as of noise. */
  readonly labels: readonly (number | null)[]
}

/** What an export must give for some images; plain JSON. */
export interface Golden {
  readonly about: string
  readonly images: number
  /** Height, width, channels. */
  readonly shape: readonly [number, number, number]
  readonly labels: readonly (number | null)[]
  /** [images × height × width × channels], flat. */
  readonly pixels: readonly number[]
  /** (pixel / 255 − mean) / std of its channel, in the same order. */
  readonly normalised: readonly number[]
  /** [images × classes], flat. */
  readonly logits: readonly number[]
  readonly tolerance: number
}

/**
 * What the network makes of some images, in plain JavaScript.
 * @param trained rounded as the export keeps it
 */
export function golden(trained: TrainedNetwork, { pixels, labels }: GoldenImages): Golden {
  const { height, width, channels } = inputShape(trained.network)
  const { network, weights } = plainNetwork(trained)
  const size = height * width * channels
  const { mean, deviation } = trained
  return {
    about:
      'Bytes of some images, height × width × channels; the same normalised; and the logits that every export of this network gives for them.',
    images: labels.length,
    shape: [height, width, channels],
    labels,
    pixels: [...pixels],
    normalised: Array.from(pixels, (byte, index) => {
      const channel = index % channels
      return Math.fround((byte / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1))
    }),
    logits: labels.flatMap((_, image) => [
      ...infer(network, weights, pixels.subarray(image * size, (image + 1) * size)),
    ]),
    tolerance: GOLDEN_TOLERANCE,
  }
}
