/** Makes a file of pictures that are handed in one after another. */
export interface FilmEncoder {
  /** @param at when it is shown, seconds, @param lasting seconds */
  add(picture: ImageBitmap, at: number, lasting: number): Promise<void>
  finish(): Promise<Uint8Array<ArrayBuffer>>
}
