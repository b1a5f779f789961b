/** Advance widths of the sans face in em where they differ from the usual one. */
const NARROW = 0.28
const WIDE = 0.85
const USUAL = 0.54
const SPACE = 0.21
/** From here on, characters are as wide as they are high: Chinese and its punctuation. */
const FIRST_FULL_WIDTH = '\u2e80'
const SIZE = 12

/** Estimated width of a short label in the small type size, in pixels; good to a few per cent. */
export function smallTextWidth(text: string): number {
  let em = 0
  for (const character of text) {
    if (character === ' ') em += SPACE
    else if (character >= FIRST_FULL_WIDTH) em += 1
    else if ('ilj·.,'.includes(character)) em += NARROW
    else if ('mwMW'.includes(character)) em += WIDE
    else em += USUAL
  }
  return em * SIZE
}

/** As much of a label as has room, in pixels; where something is left out, its end says so. */
export function fittedText(text: string, room: number): string {
  if (smallTextWidth(text) <= room) return text
  let kept = text
  while (kept.length > 1 && smallTextWidth(`${kept}…`) > room) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}
