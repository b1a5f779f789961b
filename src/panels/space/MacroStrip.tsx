import { useTranslation } from 'react-i18next'
import type { DatasetFormat } from '../../run/datasets'
import type { CellSpace } from '../../space/cellSpace'
import { macroStages } from './macroStages'

const WIDTH = 252
const HEIGHT = 80
const AXIS = 26
const TALLEST = 44
const ENDS = 18
const GAP = 3
const WIDEST_CELL = 44

interface MacroStripProps {
  readonly space: CellSpace
  readonly format: DatasetFormat
}

/** The whole network, stem to classifier: a bar per cell, as tall as its feature maps. */
export function MacroStrip({ space, format }: MacroStripProps) {
  const { t } = useTranslation()
  const side = format.input.height
  const stages = macroStages(space, side)
  const room = WIDTH - 2 * (ENDS + GAP)
  const pitch = Math.min(WIDEST_CELL, room / space.cells)
  const start = ENDS + GAP + (room - pitch * space.cells) / 2
  const heightOf = (pixels: number) => Math.max(6, (TALLEST * pixels) / side)

  return (
    <svg
      className="macro-strip"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('space.macro', { cells: space.cells })}
    >
      <line x1={0} x2={WIDTH} y1={AXIS} y2={AXIS} className="macro-axis" />
      <rect
        x={start - ENDS - GAP}
        y={AXIS - TALLEST / 2}
        width={ENDS - 4}
        height={TALLEST}
        className="macro-end"
      >
        <title>{t('space.stem')}</title>
      </rect>
      {stages.map(({ channels, side: pixels, cells }, stage) => {
        const first = start + (cells[0]?.index ?? 0) * pitch
        const middle = first + (cells.length * pitch) / 2
        return (
          <g key={stage}>
            {cells.map(({ index, reduces }) => (
              <rect
                key={index}
                x={start + index * pitch + GAP / 2}
                y={AXIS - heightOf(pixels) / 2}
                width={pitch - GAP}
                height={heightOf(pixels)}
                rx={2}
                className="macro-cell"
                data-reduces={reduces || undefined}
              >
                <title>{`${index + 1}: ${reduces ? t('space.reduction') : t('space.normal')}`}</title>
              </rect>
            ))}
            <text x={middle} y={HEIGHT - 14} className="macro-channels">
              {channels}
            </text>
            <text x={middle} y={HEIGHT - 1} className="macro-side">
              {pixels}²
            </text>
          </g>
        )
      })}
      <circle cx={start + space.cells * pitch + GAP + 6} cy={AXIS} r={5} className="macro-end">
        <title>{t('space.classifier')}</title>
      </circle>
    </svg>
  )
}
