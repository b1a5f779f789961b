import './theme/architectures.css'
import type { AnyOperation } from '../space/anyOperation'
import type { ArchitectureText } from './architectureText'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import type { TableTwin } from './table'

/** A layer: its operation, and the earlier layers whose inputs are added to its output. */
export interface DecidedLayer {
  readonly operation: AnyOperation
  readonly skips: readonly number[]
}

export interface LayerChainProps {
  readonly title: string
  readonly layers: readonly DecidedLayer[]
  /** Layers before which the resolution halves. */
  readonly halvings: readonly number[]
  /** Side of the feature maps of the first layer, in pixels. */
  readonly side: number
  /** Pixels. */
  readonly width: number
  readonly text: ArchitectureText
}

const HEADER = 30
const FOOT = 10
const ROW = 26
const LOW_ROW = 20
/** Longer chains have lower rows. */
const MANY_LAYERS = 14
const SIDE_X = 0
const NUMBER_X = 40
const NAME_X = 48
const CHAIN_X = 122
const GLYPH = 16
/** Control points of an arc stand at four thirds of its reach. */
const REACH = 4 / 3
const NEAREST_ARC = 26
/** The longest arc reaches no farther than this share of its height. */
const ROUNDEST = 0.62

/** A chain of layers from top to bottom, its skip connections as arcs beside it. */
export function LayerChain(props: LayerChainProps) {
  const { title, layers, halvings, width, text } = props
  const row = layers.length > MANY_LAYERS ? LOW_ROW : ROW
  const height = HEADER + layers.length * row + FOOT
  /** Between the layers, where skips begin and end. */
  const jointY = (index: number) => HEADER + index * row
  const farthest = Math.min(width - CHAIN_X - 4, ROUNDEST * layers.length * row)
  const reach = (span: number) =>
    NEAREST_ARC + ((farthest - NEAREST_ARC) * (span - 1)) / Math.max(1, layers.length - 1)
  return (
    <svg
      className="view layer-chain"
      data-many={layers.length > MANY_LAYERS || undefined}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.summary(title, layers.map(layerPart(text)))}
    >
      <text className="view-title" x={0} y={12}>
        {title}
      </text>
      <line className="chain-spine" x1={CHAIN_X} x2={CHAIN_X} y1={jointY(0)} y2={height - FOOT} />
      {layers.flatMap(({ skips }, layer) =>
        skips.map((earlier) => {
          const [from, to] = [jointY(earlier), jointY(layer + 1)]
          const x = CHAIN_X + reach(layer + 1 - earlier) * REACH
          return (
            <path
              key={`${earlier}-${layer}`}
              className="chain-skip"
              d={`M${CHAIN_X} ${from}C${x} ${from} ${x} ${to} ${CHAIN_X} ${to}`}
            >
              <title>{`${earlier} ⤳ ${layer}`}</title>
            </path>
          )
        }),
      )}
      {halvings.map((layer) => (
        <line
          key={layer}
          className="chain-halving"
          x1={0}
          x2={NAME_X + 66}
          y1={jointY(layer)}
          y2={jointY(layer)}
        />
      ))}
      {Array.from({ length: layers.length + 1 }, (_, index) => (
        <circle key={index} className="chain-joint" cx={CHAIN_X} cy={jointY(index)} r={2.5} />
      ))}
      {layers.map(({ operation }, layer) => {
        const y = jointY(layer) + row / 2
        const stage = halvings.filter((at) => at <= layer).length
        const opens = layer === 0 || halvings.includes(layer)
        return (
          <g key={layer} className="chain-layer">
            {opens && (
              <text className="chain-side" x={SIDE_X} y={y + 4}>
                {Math.ceil(props.side / 2 ** stage)}²
              </text>
            )}
            <text className="chain-number" x={NUMBER_X} y={y + 4}>
              {layer}
            </text>
            <text className="chain-name" x={NAME_X} y={y + 4}>
              {OPERATION_STYLE[operation].short}
            </text>
            <rect
              x={CHAIN_X - GLYPH / 2 - 2}
              y={y - GLYPH / 2 - 1}
              width={GLYPH + 4}
              height={GLYPH + 2}
              rx={4}
            />
            <OperationGlyph
              operation={operation}
              size={GLYPH}
              x={CHAIN_X - GLYPH / 2}
              y={y - GLYPH / 2}
            />
          </g>
        )
      })}
    </svg>
  )
}

function layerPart(text: ArchitectureText) {
  return ({ operation, skips }: DecidedLayer, layer: number) => {
    const own = `${layer} ${text.operations[operation]}`
    return skips.length > 0 ? `${own}, ${text.skips(skips.join(', '))}` : own
  }
}

/** One row per layer. */
export function layerTable(
  layers: readonly DecidedLayer[],
  { columns }: ArchitectureText,
): TableTwin {
  return {
    columns: [columns.layer, columns.operation, columns.skips],
    rows: layers.map(({ operation, skips }, layer) => [layer, operation, skips.join(' ')]),
  }
}
