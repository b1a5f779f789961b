import { useTranslation } from 'react-i18next'
import { spaceNameOf } from '../../run/spacePresets'
import type { LatencyRow, LatencyTable, LatencyWarning } from '../../run/latency'
import type { LatencyDevice } from '../../store/latencyArchive'
import { useWorkspace } from '../../store/workspace'
import { latencyGrid, latencyGridTable, operationShort, placeName } from '../../views/latencyGrid'
import { LatencyHeatmaps } from '../../views/LatencyHeatmaps'
import { rankDisagreements, type RankDisagreement } from '../../views/latencyRanks'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { useDrawingScale } from '../common/useDrawingScale'
import { Segments } from '../common/Segments'
import { useLatencyText } from './latencyTexts'
import { OperationRows } from './OperationRows'
import type { DeviceLatencies } from './useDeviceLatencies'

/** Until it is laid out. */
const USUAL_WIDTH = 1000
const HERE = 'here'

interface OperationsSectionProps {
  readonly known: DeviceLatencies
  readonly shown: {
    /** Null before anything was measured. */
    readonly device: LatencyDevice | null
    readonly table: LatencyTable | null
  }
  /** Asks for another device by its id; null for this one. */
  readonly onShow: (id: string | null) => void
}

/** What operations take beside what they compute, on this device or an imported one. */
export function OperationsSection({ known, shown, onShow }: OperationsSectionProps) {
  const { t } = useTranslation('latency')
  const { table, elsewhere } = known
  const space = useSpaceName()
  const other = elsewhere.find(({ device }) => device.id === shown.device?.id)
  const sources = [
    ...(table ? [{ name: HERE, label: t('here') }] : []),
    ...elsewhere.map(({ device }) => ({ name: device.id, label: device.adapter })),
  ]
  return (
    <section className="latency-section" aria-label={t('heat')}>
      <h3 className="section-title">{t('operations', { space })}</h3>
      {elsewhere.length > 0 && (
        <Segments
          label={t('showDevice')}
          value={other?.device.id ?? HERE}
          options={sources}
          onChange={(name) => onShow(name === HERE ? null : name)}
        />
      )}
      {shown.table ? (
        <Operations
          table={shown.table}
          others={elsewhere
            .filter(({ device }) => device !== other?.device)
            .map((one) => ({ name: one.device.adapter, table: one.table }))}
        />
      ) : (
        <p className="note">{t('noOperations')}</p>
      )}
    </section>
  )
}

function useSpaceName(): string {
  const { t } = useTranslation()
  const name = spaceNameOf(useWorkspace((state) => state.history.present.space))
  return name ? t(`spaces.names.${name}`) : t('spaces.custom')
}

interface OperationsProps {
  readonly table: LatencyTable
  readonly others: readonly { readonly name: string; readonly table: LatencyTable }[]
}

function Operations({ table, others }: OperationsProps) {
  const { t } = useTranslation('latency')
  const text = useLatencyText()
  const { width, ref } = useWidth(USUAL_WIDTH)
  const scale = useDrawingScale()
  const { rows } = table
  const grid = latencyGrid(rows)
  const measured = rows.filter(({ latency }) => latency !== null).length
  return (
    <div className="latency-operations" ref={ref}>
      <p className="note">
        {t('measuredCount', { measured, total: rows.length })}. {t('operationsNote')}{' '}
        <RowWarnings rows={rows} />
      </p>
      <Drawing name={t('heat')} file="latency-heatmap" table={() => latencyGridTable(grid, text)}>
        <LatencyHeatmaps
          title={t('heat')}
          grid={grid}
          width={Math.floor(width / scale)}
          text={text}
        />
      </Drawing>
      <Disagreement disagreements={rankDisagreements(rows)} />
      <OperationRows table={table} others={others} />
    </div>
  )
}

const WARNINGS = {
  'coarse-timer': 'coarse',
  unsteady: 'unsteady',
  throttled: 'throttled',
} as const satisfies Record<LatencyWarning, string>

function RowWarnings({ rows }: { readonly rows: readonly LatencyRow[] }) {
  const { t } = useTranslation('latency')
  return (Object.keys(WARNINGS) as LatencyWarning[]).map((warning) => {
    const count = rows.filter(({ latency }) => latency?.warnings.includes(warning)).length
    return count > 0 && <span key={warning}>{t(WARNINGS[warning], { count })} </span>
  })
}

/** Told in one sentence; the drawing marks the rest. */
const MOST_TOLD = 3

function Disagreement({ disagreements }: { readonly disagreements: readonly RankDisagreement[] }) {
  const { t } = useTranslation('latency')
  if (disagreements.length === 0) return <p>{t('agree')}</p>
  const list = disagreements.slice(0, MOST_TOLD).map(({ row, than, against }) =>
    t(than === 'slower' ? 'slowerThan' : 'fasterThan', {
      a: operationShort(row.operation),
      placeA: placeName(row),
      b: operationShort(against.operation),
      placeB: placeName(against),
    }),
  )
  return <p className="latency-disagreement">{t('disagree', { list: list.join('; ') })}</p>
}
