import type { AnyOperation } from '../space/anyOperation'
import { isOperationName, OPERATION_INFO, type OperationName } from '../space/operations'
import { BlockGlyph, Window } from './BlockGlyph'
import { OPERATION_STYLE } from './operationStyle'

export interface OperationGlyphProps {
  readonly operation: AnyOperation
  /** Side in pixels. */
  readonly size?: number
  /** Inside another drawing: top-left corner. Alone (no position) the glyph is its own `<svg>`. */
  readonly x?: number
  readonly y?: number
  /** CSS colour; the operation's own by default. */
  readonly color?: string
}

/** A picture of what the operation does, on a 16 × 16 grid. Decorative: the name stands beside it. */
export function OperationGlyph({ operation, size = 16, x, y, color }: OperationGlyphProps) {
  return (
    <svg
      className="op-glyph"
      x={x}
      y={y}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ color: color ?? OPERATION_STYLE[operation].color, flex: 'none' }}
      aria-hidden="true"
    >
      {isOperationName(operation) ? (
        <GlyphBody operation={operation} />
      ) : (
        <BlockGlyph operation={operation} />
      )}
    </svg>
  )
}

function GlyphBody({ operation }: { readonly operation: OperationName }) {
  const { family, kernel } = OPERATION_INFO[operation]
  switch (family) {
    case 'none':
      return <CutLine />
    case 'skip':
      return <Arc />
    case 'pool':
      return OPERATION_STYLE[operation].hollow ? <Average /> : <Peak kernel={kernel} />
    case 'separable':
      return <Dots count={kernel} pitch={SEPARABLE_PITCH[kernel] ?? 2} />
    case 'dilated':
      return <Dots count={kernel} pitch={DILATED_PITCH[kernel] ?? 3} spaced />
    case 'convolution':
      return <Window count={kernel} />
    case 'crossed':
      return <CrossedBars kernel={kernel} />
  }
}

const SEPARABLE_PITCH: Readonly<Record<number, number>> = { 3: 3.2, 5: 2.7, 7: 2.15 }
const DILATED_PITCH: Readonly<Record<number, number>> = { 3: 6, 5: 3.4 }

/** The pixels a filter reads; a dilated one leaves gaps between them. */
function Dots({
  count,
  pitch,
  spaced = false,
}: {
  readonly count: number
  readonly pitch: number
  readonly spaced?: boolean
}) {
  const side = spaced ? pitch * (count > 3 ? 0.56 : 0.46) : pitch * 0.78
  const dots: { x: number; y: number }[] = []
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const offset = (count - 1) / 2
      dots.push({ x: 8 + (column - offset) * pitch, y: 8 + (row - offset) * pitch })
    }
  }
  return (
    <>
      {dots.map(({ x, y }) => (
        <rect
          key={`${x} ${y}`}
          x={x - side / 2}
          y={y - side / 2}
          width={side}
          height={side}
          rx={spaced ? side / 2 : side * 0.2}
          fill="currentColor"
        />
      ))}
    </>
  )
}

/** Max pooling keeps the highest value: a peak, with a line below it for each ring of a wider window. */
function Peak({ kernel }: { readonly kernel: number }) {
  const lines = (kernel - 3) / 2
  const foot = 14 - 3 * lines
  return (
    <>
      <path d={`M1.5 ${foot} L8 2 L14.5 ${foot} Z`} fill="currentColor" />
      {Array.from({ length: lines }, (_, line) => (
        <rect
          key={line}
          x="1.5"
          y={foot + 1.4 + 3 * line}
          width="13"
          height="1.6"
          fill="currentColor"
        />
      ))}
    </>
  )
}

/** Average pooling levels everything: a hollow bar. */
function Average() {
  return (
    <rect
      x="2"
      y="5"
      width="12"
      height="6"
      rx="1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
    />
  )
}

/** A skip connection leaps over the work between two points. */
function Arc() {
  return (
    <g fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
      <path d="M2.5 12 C3.5 2.5 12.5 2.5 13.5 12" />
      <circle cx="2.5" cy="12.2" r="0.9" fill="currentColor" />
      <circle cx="13.5" cy="12.2" r="0.9" fill="currentColor" />
    </g>
  )
}

/** No connection: a line that is cut. */
function CutLine() {
  return (
    <g stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
      <path d="M1.5 8 H5.5" />
      <path d="M10.5 8 H14.5" />
      <path d="M6.6 11 L9.4 5" />
    </g>
  )
}

/** 7×1 after 1×7, say: a column and a row of the window. */
function CrossedBars({ kernel }: { readonly kernel: number }) {
  const length = kernel + 7
  const start = 8 - length / 2
  return (
    <g fill="currentColor">
      <rect x="6.9" y={start} width="2.2" height={length} rx="0.6" />
      <rect x={start} y="6.9" width={length} height="2.2" rx="0.6" />
    </g>
  )
}
