/** An accuracy in per cent, with as many digits as tell networks apart that were tested on thousands of images. */
export function percentText(accuracy: number): string {
  return (100 * accuracy).toFixed(2)
}
