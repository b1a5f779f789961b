import './theme/architectures.css'
import type { AnyOperation } from '../space/anyOperation'
import type { ArchitectureText } from './architectureText'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import type { TableTwin } from './table'

export interface DecidedBlock {
  readonly operation: AnyOperation
  /** Ratio of its middle channels; null where widths are not searched. */
  readonly width: number | null
}

/** Blocks in a row that share width and resolution. */
export interface DecidedStage {
  readonly channels: number
  /** Side of the feature maps, in pixels. */
  readonly side: number
  readonly blocks: readonly DecidedBlock[]
}

export interface BlockStripProps {
  readonly title: string
  readonly stages: readonly DecidedStage[]
  /** The largest width that a block could have. */
  readonly widest: number
  /** Pixels. */
  readonly width: number
  readonly text: ArchitectureText
}

const HEADER = 26
const FIRST = 78
const GLYPH_SHARE = 0.68
const GAP = 4
const LARGEST_TILE = 40
const ROW_GAP = 10
/** A width's bar and figure, and a block's name. */
const WIDTH_LINE = 18
const NAME_LINE = 16
/** From this width on blocks leave room for their names. */
const ROOMY = 520
const MOST_BLOCKS = 8

/** A chain of blocks, stage by stage from top to bottom: what each became, and how wide. */
export function BlockStrip({ title, stages, widest, width, text }: BlockStripProps) {
  const withWidths = stages.some(({ blocks }) => blocks.some((block) => block.width !== null))
  const named = width >= ROOMY
  const pitch = (width - FIRST) / MOST_BLOCKS
  const tile = Math.min(LARGEST_TILE, pitch - GAP)
  const glyph = tile * GLYPH_SHARE
  const row = tile + ROW_GAP + (withWidths ? WIDTH_LINE : 0) + (named ? NAME_LINE : 0)
  const height = HEADER + stages.length * row
  return (
    <svg
      className="view block-strip"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.summary(title, stages.map(stagePart(text)))}
    >
      <text className="view-title" x={0} y={12}>
        {title}
      </text>
      {stages.map(({ channels, side, blocks }, stage) => {
        const y = HEADER + stage * row + tile / 2
        return (
          <g key={stage}>
            <text className="strip-side" x={0} y={y + 4}>
              {side}²
            </text>
            <text className="strip-channels" x={FIRST - 12} y={y + 4}>
              × {channels}
            </text>
            <line
              className="chain-spine"
              x1={FIRST - 6}
              x2={FIRST + (blocks.length - 1) * pitch + tile / 2}
              y1={y}
              y2={y}
            />
            {blocks.map(({ operation, width: ratio }, block) => {
              const x = FIRST + block * pitch
              return (
                <g key={block} className="strip-block">
                  <title>{text.operations[operation]}</title>
                  <rect
                    x={x}
                    y={y - tile / 2}
                    width={tile}
                    height={tile}
                    rx={5}
                    style={{ stroke: OPERATION_STYLE[operation].color }}
                  />
                  <OperationGlyph
                    operation={operation}
                    size={glyph}
                    x={x + (tile - glyph) / 2}
                    y={y - glyph / 2}
                  />
                  {named && (
                    <text className="strip-name" x={x + tile / 2} y={y + tile / 2 + 14}>
                      {OPERATION_STYLE[operation].short}
                    </text>
                  )}
                  {ratio !== null && (
                    <WidthBar
                      x={x}
                      y={y + tile / 2 + 3 + (named ? NAME_LINE : 0)}
                      tile={tile}
                      ratio={ratio}
                      widest={widest}
                    />
                  )}
                </g>
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

/** The ratio as a bar, and in figures. */
function WidthBar(props: {
  readonly x: number
  readonly y: number
  readonly tile: number
  readonly ratio: number
  readonly widest: number
}) {
  const { x, y, tile, ratio, widest } = props
  return (
    <g className="strip-width">
      <rect x={x} y={y} width={tile} height={2} data-room />
      <rect x={x} y={y} width={(tile * ratio) / widest} height={2} />
      <text x={x + tile / 2} y={y + 14}>
        {ratio}
      </text>
    </g>
  )
}

function stagePart(text: ArchitectureText) {
  return ({ channels, blocks }: DecidedStage) =>
    `${channels}: ${blocks
      .map(({ operation, width }) =>
        width === null ? text.operations[operation] : `${text.operations[operation]} × ${width}`,
      )
      .join(', ')}`
}

/** One row per block. */
export function blockTable(
  stages: readonly DecidedStage[],
  { columns }: ArchitectureText,
): TableTwin {
  return {
    columns: [columns.stage, columns.block, columns.operation, columns.width],
    rows: stages.flatMap(({ blocks }, stage) =>
      blocks.map(({ operation, width }, block) => [stage, block, operation, width ?? 1]),
    ),
  }
}
