import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../../run/datasets'
import { useWorkspace } from '../../../store/workspace'
import { networkStages, type PartKind } from '../networkStages'
import { networkHandles } from './networkHandles'
import { handleBox, layoutNetwork, type NetworkEnd } from './networkLayout'
import { StripHandle } from './StripHandle'

const LINE = 16
const REDUCES: ReadonlySet<PartKind> = new Set(['reduction', 'residual'])

interface NetworkDesignProps {
  /** Pixels of the drawing itself, and how much larger it is shown. */
  readonly width: number
  readonly scale: number
}

/** The network that the found parts make, its numbers to be dragged where they show. */
export function NetworkDesign({ width, scale }: NetworkDesignProps) {
  const { t } = useTranslation()
  const space = useWorkspace((state) => state.history.present.space)
  const dataset = useWorkspace((state) => state.history.present.dataset)
  const editConfig = useWorkspace((state) => state.editConfig)
  const endGesture = useWorkspace((state) => state.endGesture)
  const { input, classes } = datasetFormat(dataset)
  const layout = layoutNetwork(space, networkStages(space, input.height), input.height, width)
  const parts = layout.stages.map(({ channels, side, parts: { length: count } }) =>
    t('editor.stripPart', { count, channels, side }),
  )
  const { stem, head, base, stages } = layout
  return (
    <section className="design-section" aria-label={t('editor.network')}>
      <h2 className="section-title">{t('editor.network')}</h2>
      <svg
        className="view network-design"
        width={layout.width * scale}
        height={layout.height * scale}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={t('editor.strip', { parts: parts.join('; ') })}
      >
        <line className="macro-axis" x1={0} x2={head.box.x + head.box.width} y1={base} y2={base} />
        <EndBar end={stem} base={base} name={t('editor.stem')} />
        {stages.map(({ channels, side, parts: bars, middle }, stage) => (
          <g key={stage}>
            {bars.map(({ index, kind, box }) => (
              <rect
                key={index}
                {...box}
                rx={2}
                className="macro-cell"
                data-reduces={REDUCES.has(kind) || undefined}
              >
                <title>{partName(kind, index + 1, t)}</title>
              </rect>
            ))}
            <text x={middle} y={base + LINE} className="macro-channels">
              {channels}
            </text>
            <text x={middle} y={base + 2 * LINE} className="macro-side">
              {side}²
            </text>
          </g>
        ))}
        <EndBar
          end={head}
          base={base}
          name={head.channels === null ? t('editor.classes', { count: classes }) : t('editor.head')}
        />
        {networkHandles(space).map((handle) => {
          const { name, place } = handle
          const number = place.side === 'end' ? place.stage + 1 : Number(place.of) + 1
          return (
            <StripHandle
              key={`${name} ${number}`}
              handle={handle}
              label={t(`editor.handle.${name}`, { number })}
              box={handleBox(place, layout)}
              pitch={layout.pitch}
              scale={scale}
              onChange={(value, dragging) =>
                editConfig(
                  (config) => ({ ...config, space: handle.apply(value) }),
                  dragging ? `${name} ${number}` : undefined,
                )
              }
              onCommit={endGesture}
            />
          )
        })}
      </svg>
      <p className="note">{t('editor.stripHelp')}</p>
    </section>
  )
}

/** Channels and resolution of the stem or the head, and what it is. */
function EndBar({ end, base, name }: { end: NetworkEnd; base: number; name: string }) {
  const { box, channels, side } = end
  const middle = box.x + box.width / 2
  const lines = channels === null ? [name] : [String(channels), `${side}²`, name]
  return (
    <g>
      <rect {...box} rx={2} className="macro-end" />
      {lines.map((line, index) => (
        <text
          key={line}
          x={middle}
          y={base + (index + 1) * LINE}
          className={index === 0 && channels !== null ? 'macro-channels' : 'macro-side'}
        >
          {line}
        </text>
      ))}
    </g>
  )
}

function partName(kind: PartKind, number: number, t: TFunction): string {
  const names: Readonly<Record<PartKind, string>> = {
    cell: t('space.normal'),
    reduction: t('space.reduction'),
    residual: t('spaces.residual'),
    layer: t('spaces.layer', { number }),
    block: t('spaces.block', { number }),
  }
  return `${number}: ${names[kind]}`
}
