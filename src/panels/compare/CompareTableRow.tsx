import { useTranslation } from 'react-i18next'
import { leaveOut, measureTasks, removeComparisons, useComparison } from '../../store/compareState'
import { openKeptRun } from '../../store/libraryOpening'
import type { CompareRow } from '../../store/compareTable'
import { BUSY_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'
import { MethodMark } from '../../views/MethodMark'
import type { CompareColumn } from './columns'

interface CompareTableRowProps {
  readonly row: CompareRow
  readonly name: string
  readonly columns: readonly CompareColumn[]
}

export function CompareTableRow({ row, name, columns }: CompareTableRowProps) {
  const { t } = useTranslation('compare')
  const { entries } = row.group
  const ids = entries.map(({ id }) => id)
  const keptIds = entries.filter(({ kept }) => kept).map(({ id }) => id)
  const [lone] = entries
  const included = useComparison(({ leftOut }) => !ids.every((id) => leftOut.has(id)))
  return (
    <tr data-left-out={!included || undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={t('include', { name })}
          checked={included}
          onChange={(event) => leaveOut(ids, !event.target.checked)}
        />
      </td>
      {columns.map(({ key, number, shown }) =>
        key === 'method' ? (
          <th key={key} scope="row">
            <MethodMark method={row.method} /> {shown(row)}
            {keptIds.length === 0 && <span className="note"> {t('onScreen')}</span>}
          </th>
        ) : (
          <td key={key} data-number={number || undefined}>
            {shown(row)}
            {key === 'accuracy' && row.unmeasured > 0 && <MeasureButton row={row} name={name} />}
          </td>
        ),
      )}
      <td className="compare-actions">
        {entries.length === 1 && lone.kept && <ShowButton id={lone.id} name={name} />}
        {keptIds.length > 0 && (
          <IconButton
            icon="close"
            className="small"
            label={t('remove', { name })}
            onClick={() => void removeComparisons(keptIds)}
          />
        )}
      </td>
    </tr>
  )
}

function MeasureButton({ row, name }: { readonly row: CompareRow; readonly name: string }) {
  const { t } = useTranslation('compare')
  const measuring = useComparison((state) => state.measuring !== null)
  const busy = useWorkspace((state) => BUSY_PHASES.has(state.phase))
  const outcomes = row.group.entries.flatMap(({ run: { config, record } }) =>
    record ? [{ space: config.space, text: record.text }] : [],
  )
  return (
    <button
      type="button"
      className="button small"
      disabled={measuring || busy}
      aria-label={t('measureRowLabel', { name })}
      onClick={() => void measureTasks(outcomes)}
    >
      {t('measureRow')}
    </button>
  )
}

function ShowButton({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation('compare')
  const busy = useWorkspace((state) => BUSY_PHASES.has(state.phase))
  return (
    <IconButton
      icon="open"
      className="small"
      label={t('show', { name })}
      disabled={busy}
      onClick={() => void openKeptRun({ id })}
    />
  )
}
