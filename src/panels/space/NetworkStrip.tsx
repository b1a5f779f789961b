import { useTranslation } from 'react-i18next'
import type { NetworkStage, PartKind } from './networkStages'

const WIDTH = 252
const HEIGHT = 80
const AXIS = 26
const TALLEST = 44
const ENDS = 18
const GAP = 3
const WIDEST_PART = 44

interface NetworkStripProps {
  readonly stages: readonly NetworkStage[]
  /** Side of the input image, in pixels. */
  readonly side: number
}

/** Parts that change the resolution stand out. */
const REDUCES: ReadonlySet<PartKind> = new Set(['reduction', 'residual'])

/** The whole network, stem to classifier: a bar per part, as tall as its feature maps. */
export function NetworkStrip({ stages, side }: NetworkStripProps) {
  const { t } = useTranslation()
  const count = stages.reduce((sum, { parts }) => sum + parts.length, 0)
  const room = WIDTH - 2 * (ENDS + GAP)
  const pitch = Math.min(WIDEST_PART, room / Math.max(1, count))
  const gap = Math.min(GAP, pitch / 3)
  const start = ENDS + GAP + (room - pitch * count) / 2
  const heightOf = (pixels: number) => Math.max(6, (TALLEST * pixels) / side)
  const names: Readonly<Record<PartKind, (number: number) => string>> = {
    cell: () => t('space.normal'),
    reduction: () => t('space.reduction'),
    residual: () => t('spaces.residual'),
    layer: (number) => t('spaces.layer', { number }),
    block: (number) => t('spaces.block', { number }),
  }
  return (
    <svg
      className="macro-strip"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('spaces.networkOf', { count })}
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
      {stages.map(({ channels, side: pixels, parts }, stage) => {
        const first = start + (parts[0]?.index ?? 0) * pitch
        const middle = first + (parts.length * pitch) / 2
        return (
          <g key={stage}>
            {parts.map(({ index, kind }) => (
              <rect
                key={index}
                x={start + index * pitch + gap / 2}
                y={AXIS - heightOf(pixels) / 2}
                width={pitch - gap}
                height={heightOf(pixels)}
                rx={Math.min(2, pitch / 4)}
                className="macro-cell"
                data-reduces={REDUCES.has(kind) || undefined}
              >
                <title>{`${index + 1}: ${names[kind](index + 1)}`}</title>
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
      <circle cx={start + count * pitch + GAP + 6} cy={AXIS} r={5} className="macro-end">
        <title>{t('space.classifier')}</title>
      </circle>
    </svg>
  )
}
