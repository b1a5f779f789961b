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
  for (const character of text) em += emOf(character)
  return em * SIZE
}

/** As much of a label as has room, in pixels; where something is left out, its end says so. */
export function fittedText(text: string, room: number): string {
  const rest = room / SIZE - emOf('…')
  let em = 0
  let kept = 0
  for (const character of text) {
    em += emOf(character)
    if (em <= rest || kept === 0) kept += character.length
    else if (em * SIZE > room) return `${text.slice(0, kept).trimEnd()}…`
  }
  return text
}

function emOf(character: string): number {
  if (character === ' ') return SPACE
  if (character >= FIRST_FULL_WIDTH) return 1
  if ('ilj·.,'.includes(character)) return NARROW
  return 'mwMW'.includes(character) ? WIDE : USUAL
}
