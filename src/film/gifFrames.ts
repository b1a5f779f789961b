import { applyPalette, GIFEncoder, quantize } from 'gifenc'

type Colour = readonly number[]

/** GIF has room for 256 colours; one of them stands for “as it was”. */
const MOST_COLOURS = 255
/** What GIF counts time in. */
const TICKS_PER_SECOND = 100

/**
 * A GIF of pictures in RGBA, with one palette for all of them: colours that flicker from frame to frame
 * are worse than colours that are slightly off. Pixels that stay as they were are left transparent.
 */
export class GifFrames {
  private readonly gif = GIFEncoder()
  private readonly palette: readonly Colour[]
  private shown: Uint8Array | null = null

  /** @param samples RGBA of pictures that between them have the film's colours */
  constructor(
    private readonly width: number,
    private readonly height: number,
    samples: readonly Uint8ClampedArray[],
  ) {
    this.palette = quantize(joined(samples), MOST_COLOURS)
  }

  /** @param at when it is shown, @param lasting how long, both in seconds */
  add(rgba: Uint8ClampedArray, at: number, lasting: number): void {
    const { shown, palette } = this
    const transparentIndex = palette.length
    const indices = applyPalette(rgba, palette)
    const changed = shown
      ? indices.map((index, pixel) => (index === shown[pixel] ? transparentIndex : index))
      : indices
    this.gif.writeFrame(changed, this.width, this.height, {
      // An unused colour has to be there for the transparent index to point at.
      ...(shown ? {} : { palette: [...palette, [0, 0, 0]] }),
      transparent: shown !== null,
      transparentIndex,
      dispose: 1,
      // Rounded at both ends, so that roundings do not add up over the film.
      delay: (1000 * (ticks(at + lasting) - ticks(at))) / TICKS_PER_SECOND,
    })
    this.shown = indices
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.gif.finish()
    return this.gif.bytes()
  }
}

function ticks(seconds: number): number {
  return Math.round(seconds * TICKS_PER_SECOND)
}

function joined(pictures: readonly Uint8ClampedArray[]): Uint8ClampedArray {
  const all = new Uint8ClampedArray(pictures.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const picture of pictures) {
    all.set(picture, offset)
    offset += picture.length
  }
  return all
}
