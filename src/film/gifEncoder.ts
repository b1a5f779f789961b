import type { FilmEncoder } from './filmEncoder'
import { GifFrames } from './gifFrames'

/** A GIF of bitmaps. */
export class GifEncoder implements FilmEncoder {
  private readonly context: OffscreenCanvasRenderingContext2D
  private readonly frames: GifFrames

  /** @throws Error where the browser has no canvas to read pixels from */
  constructor(
    private readonly width: number,
    private readonly height: number,
    samples: readonly ImageBitmap[],
  ) {
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    })
    if (!context) throw new Error('This browser cannot read the pixels of pictures')
    this.context = context
    this.frames = new GifFrames(
      width,
      height,
      samples.map((sample) => this.pixels(sample)),
    )
  }

  add(picture: ImageBitmap, at: number, lasting: number): Promise<void> {
    this.frames.add(this.pixels(picture), at, lasting)
    return Promise.resolve()
  }

  finish(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(this.frames.finish())
  }

  private pixels(picture: ImageBitmap): Uint8ClampedArray {
    this.context.drawImage(picture, 0, 0)
    return this.context.getImageData(0, 0, this.width, this.height).data
  }
}
