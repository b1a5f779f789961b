/** Parts of a readout, set apart by a wide space that survives outside the page. */
export function readoutText(parts: readonly string[]): string {
  return parts.join('\u2003')
}
