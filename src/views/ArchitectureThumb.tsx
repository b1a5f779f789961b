import { OPERATION_STYLE } from './operationStyle'
import type { AnyOperation } from '../space/anyOperation'

/** An architecture reduced to what is recognised at the size of a stamp. */
export type ThumbModel =
  /** A cell: arcs from state to state. */
  | {
      readonly kind: 'arcs'
      readonly states: number
      readonly arcs: readonly {
        readonly from: number
        readonly to: number
        readonly operation: AnyOperation
      }[]
    }
  /** A chain: its layers in order, in groups. */
  | { readonly kind: 'strip'; readonly groups: readonly (readonly AnyOperation[])[] }

interface ArchitectureThumbProps {
  readonly model: ThumbModel
  /** Pixels. */
  readonly width: number
  readonly height: number
}

const MARGIN = 3
const GROUP_GAP = 2

/** Decorative: what it shows is said by the name beside it. */
export function ArchitectureThumb({ model, width, height }: ArchitectureThumbProps) {
  return (
    <svg
      className="architecture-thumb"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {model.kind === 'arcs' ? arcsOf(model, width, height) : stripOf(model.groups, width, height)}
    </svg>
  )
}

/** Repeated arcs hang below the line of states, so that none hides another. */
function arcsOf(
  { states, arcs }: Extract<ThumbModel, { kind: 'arcs' }>,
  width: number,
  height: number,
) {
  const pitch = (width - 2 * MARGIN) / Math.max(1, states - 1)
  const base = height * 0.7
  const seen = new Map<string, number>()
  return (
    <>
      {arcs.map(({ from, to, operation }, index) => {
        const pair = `${from}-${to}`
        const repeat = seen.get(pair) ?? 0
        seen.set(pair, repeat + 1)
        const span = (to - from) / Math.max(1, states - 1)
        const rise = (repeat === 0 ? -1 : 0.45) * (0.35 + 0.65 * span) * (base - MARGIN) * 1.3
        const [x, end] = [MARGIN + from * pitch, MARGIN + to * pitch]
        return (
          <path
            key={index}
            d={`M${x} ${base} C${x} ${base + rise} ${end} ${base + rise} ${end} ${base}`}
            fill="none"
            stroke={OPERATION_STYLE[operation].color}
            strokeWidth={1.6}
          />
        )
      })}
      {Array.from({ length: states }, (_, state) => (
        <circle
          key={state}
          className="architecture-thumb-state"
          cx={MARGIN + state * pitch}
          cy={base}
          r={1.8}
        />
      ))}
    </>
  )
}

function stripOf(groups: readonly (readonly AnyOperation[])[], width: number, height: number) {
  const count = groups.reduce((sum, { length }) => sum + length, 0)
  const step = (width - GROUP_GAP * (groups.length - 1)) / Math.max(1, count)
  const gap = Math.min(1, step / 4)
  let drawn = 0
  return groups.flatMap((operations, group) =>
    operations.map((operation) => {
      const x = drawn++ * step + group * GROUP_GAP
      return (
        <rect
          key={drawn}
          x={x}
          y={height * 0.3}
          width={Math.max(0.5, step - gap)}
          height={height * 0.4}
          fill={OPERATION_STYLE[operation].color}
        />
      )
    }),
  )
}
