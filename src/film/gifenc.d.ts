declare module 'gifenc' {
  type Palette = readonly (readonly number[])[]

  interface FrameOptions {
    /** The first frame's is the film's. */
    readonly palette?: Palette
    readonly transparent?: boolean
    readonly transparentIndex?: number
    /** Milliseconds; kept in hundredths of a second. */
    readonly delay?: number
    /** 1 leaves the frame in place for the next one. */
    readonly dispose?: number
  }

  interface Gif {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void
    finish(): void
    bytes(): Uint8Array<ArrayBuffer>
  }

  export function GIFEncoder(): Gif
  export function quantize(rgba: Uint8ClampedArray, maxColors: number): Palette
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array
}
