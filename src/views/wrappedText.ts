import { smallTextWidth } from './textWidth'

/** What a line may end with: a word with the space behind it, or a character of Chinese. */
const PIECES = /[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g

/** Lines of the small type size that fit into `room` pixels; a single word may be longer than that. */
export function wrappedText(text: string, room: number): string[] {
  const lines: string[] = []
  for (const piece of text.match(PIECES) ?? []) {
    const line = lines.at(-1)
    const joined = (line ?? '') + piece
    if (line !== undefined && smallTextWidth(joined.trimEnd()) <= room) {
      lines[lines.length - 1] = joined
    } else lines.push(piece)
  }
  return lines.map((line) => line.trimEnd())
}
