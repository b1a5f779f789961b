/** Sizes of the cell drawing, in pixels. */
export interface CellMetrics {
  /** Pitch of the lanes, and of the verticals at a node. */
  readonly lane: number
  readonly port: number
  readonly nodeHeight: number
  readonly leastNodeWidth: number
  /** Width of the boxes of both inputs and the output. */
  readonly inputWidth: number
  readonly outputGap: number
  /** Between the nodes and the nearest lane or bus. */
  readonly bandGap: number
  readonly labelMargin: number
  readonly radius: number
  /** Gap between nodes that holds a label with a name, and the least, which holds its glyph. */
  readonly namedGap: number
  readonly leastGap: number
  /** A straight edge runs this far below the middle of its nodes, its label above it. */
  readonly spineShift: number
}

const REGULAR: CellMetrics = {
  lane: 20,
  port: 14,
  nodeHeight: 44,
  leastNodeWidth: 44,
  inputWidth: 42,
  outputGap: 26,
  bandGap: 12,
  labelMargin: 3,
  radius: 15,
  namedGap: 74,
  leastGap: 32,
  spineShift: 8,
}

const COMPACT: CellMetrics = {
  ...REGULAR,
  port: 12,
  nodeHeight: 38,
  leastNodeWidth: 26,
  inputWidth: 30,
  outputGap: 12,
  labelMargin: 0,
  radius: 12,
  leastGap: 22,
}

/** Narrower drawings are compact. */
const COMPACT_BELOW = 440

export function isCompact(width: number): boolean {
  return width < COMPACT_BELOW
}

export function cellMetrics(width: number): CellMetrics {
  return isCompact(width) ? COMPACT : REGULAR
}
