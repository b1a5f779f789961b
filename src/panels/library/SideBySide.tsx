import { Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CELL_TYPES } from '../../space/cellSpace'
import type { ListedEntry } from '../../store/libraryFacts'
import { percent, withPrefix } from '../common/format'
import { Icon } from '../common/Icon'
import { lazyPart } from '../common/lazyPart'
import { CellPicture } from '../result/CellPicture'
import { milliseconds, when } from './figures'
import { dartsCells } from './thumbModel'
import { useEntryWords } from './useListed'

const ArchitecturePicture = lazyPart(() => import('../result/ArchitecturePicture'))

/** Pixels of a column's picture. */
const WIDTH = 260

interface SideRow {
  readonly key:
    | 'kind'
    | 'origin'
    | 'space'
    | 'dataset'
    | 'accuracy'
    | 'parameters'
    | 'macs'
    | 'latency'
    | 'date'
  readonly content: (entry: ListedEntry) => ReactNode
  /** Less is better; null where there is nothing to be better at. */
  readonly rank?: (entry: ListedEntry) => number | null
}

/** Entries of any kind as columns, with what is known of the architecture of each. */
export function SideBySide(props: {
  readonly listed: readonly ListedEntry[]
  readonly onBack: () => void
}) {
  const { listed, onBack } = props
  const { t } = useTranslation('library')
  const rows = useRows(listed)
  return (
    <div className="library-side">
      <div className="library-side-head">
        <button type="button" className="button quiet" onClick={onBack} ref={focusOnce}>
          <Icon name="undo" size={14} />
          {t('side.back')}
        </button>
        {listed.some(({ entry }) => entry.kind === 'run') && (
          <span className="note">{t('side.runsNote')}</span>
        )}
      </div>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="library-side-table" role="region" aria-label={t('side.table')} tabIndex={0}>
        <table>
          <caption className="visually-hidden">{t('side.table')}</caption>
          <thead>
            <tr>
              <td />
              {listed.map(({ entry, name }) => (
                <th key={`${entry.kind} ${entry.id}`} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="library-side-pictures">
              <th scope="row">{t('side.rows.picture')}</th>
              {listed.map((each) => (
                <td key={`${each.entry.kind} ${each.entry.id}`}>
                  <Picture listed={each} />
                </td>
              ))}
            </tr>
            {rows.map((row) => (
              <Row key={row.key} row={row} listed={listed} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Row({ row, listed }: { readonly row: SideRow; readonly listed: readonly ListedEntry[] }) {
  const { t } = useTranslation('library')
  const ranks = listed.map((each) => row.rank?.(each) ?? null)
  const known = ranks.filter((rank) => rank !== null)
  const best = known.length > 1 ? Math.min(...known) : null
  return (
    <tr>
      <th scope="row">{t(`side.rows.${row.key}`)}</th>
      {listed.map((each, index) => {
        const leads = best !== null && ranks[index] === best
        return (
          <td key={`${each.entry.kind} ${each.entry.id}`} data-best={leads || undefined}>
            {row.content(each)}
            {leads && <span className="visually-hidden"> ({t('side.best')})</span>}
          </td>
        )
      })}
    </tr>
  )
}

const NOTHING = '–'

function useRows(listed: readonly ListedEntry[]): readonly SideRow[] {
  const { t } = useTranslation('library')
  const wordsOf = useEntryWords()
  const word = (key: 'origin' | 'space' | 'dataset'): SideRow => ({
    key,
    content: ({ entry, facts }) => wordsOf(entry, facts)[key] || NOTHING,
  })
  const count = (key: 'parameters' | 'macs'): SideRow => ({
    key,
    rank: ({ facts }) => facts[key],
    content: ({ facts }) => (facts[key] === null ? NOTHING : withPrefix(facts[key])),
  })
  // What was measured in several ways, or on several devices, has no best.
  const oneWay = isOne(listed.map(({ facts }) => facts.accuracy?.subject))
  const oneDevice = isOne(listed.map(({ facts }) => facts.latency && facts.device))
  return [
    { key: 'kind', content: ({ entry }) => t(`kindOf.${entry.kind}`) },
    word('origin'),
    word('space'),
    word('dataset'),
    {
      key: 'accuracy',
      rank: ({ facts: { accuracy } }) => (oneWay && accuracy ? -accuracy.value : null),
      content: ({ facts }) => <AccuracyCell accuracy={facts.accuracy} />,
    },
    count('parameters'),
    count('macs'),
    {
      key: 'latency',
      rank: ({ facts: { latency } }) => (oneDevice && latency ? latency.medianMs : null),
      content: ({ facts: { latency, device } }) =>
        latency ? (
          <>
            {milliseconds(latency.medianMs)} ms{' '}
            <span className="note">
              {milliseconds(latency.lowMs)} – {milliseconds(latency.highMs)} ms, {device}
            </span>
          </>
        ) : (
          NOTHING
        ),
    },
    { key: 'date', content: ({ facts }) => when(facts.date) },
  ]
}

function isOne(values: readonly (string | null | undefined)[]): boolean {
  return new Set(values.filter((value) => typeof value === 'string')).size === 1
}

function AccuracyCell({ accuracy }: Pick<ListedEntry['facts'], 'accuracy'>) {
  const { t } = useTranslation('library')
  if (!accuracy) return NOTHING
  const { value, interval, subject } = accuracy
  return (
    <>
      {percent(value)}{' '}
      <span className="note">
        {interval && `${percent(interval[0])} – ${percent(interval[1])}, `}
        {t(`of.${subject}`)}
      </span>
    </>
  )
}

/** Both cells, or the network, as the result column draws them. */
function Picture({ listed: { facts } }: { readonly listed: ListedEntry }) {
  const cells = dartsCells(facts)
  if (cells)
    return CELL_TYPES.map((type) => <CellPicture key={type} type={type} cell={cells[type]} />)
  const { space, text, dataset } = facts
  if (!space || text === null) return NOTHING
  return (
    <Suspense>
      <ArchitecturePicture space={space} text={text} dataset={dataset} width={WIDTH} />
    </Suspense>
  )
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}
