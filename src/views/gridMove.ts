const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

/**
 * Where an arrow key, Home or End leads in a full grid; null for other keys.
 * @param at "row column"
 */
export function gridMove(
  key: string,
  at: string,
  size: { readonly rows: number; readonly columns: number },
): string | null {
  const arrow = ARROWS[key]
  if (!arrow) return null
  const [row = 0, column = 0] = at.split(' ').map(Number)
  const within = (place: number, count: number) => Math.max(0, Math.min(count - 1, place))
  return `${within(row + arrow[0], size.rows)} ${within(column + arrow[1], size.columns)}`
}
