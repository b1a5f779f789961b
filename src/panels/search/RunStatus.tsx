import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportedArchitecture } from '../../store/architectureSlice'
import { evaluationAt, snapshotAt, stepsPerSecond } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { clock, percent } from '../common/format'
import { RunProgress } from './RunProgress'
import { SourceLine } from './SourceLine'

const CollapseLine = lazy(() => import('./CollapseLine'))

/** Where the search stands, in a few large numbers. */
export function RunStatus() {
  const imported = useWorkspace((state) => state.imported)
  const mayCollapse = useWorkspace((state) => state.timeline?.config.strategy.name === 'darts')
  if (imported) return <ImportedHead imported={imported} />
  return (
    <div className="status">
      <StatusFigures />
      <SourceLine />
      <RunProgress />
      {mayCollapse && (
        <p className="collapse-place note">
          <Suspense>
            <CollapseLine />
          </Suspense>
        </p>
      )}
    </div>
  )
}

/** An architecture has no search to tell of. */
function ImportedHead({ imported }: { readonly imported: ImportedArchitecture }) {
  const { t } = useTranslation()
  return (
    <div className="status">
      <p className="section-title">{t('search.architecture')}</p>
      <p className="figure-value imported-name">
        {imported.name ?? t(`result.${imported.origin}`)}
      </p>
      <p className="source note imported-name">{t('search.importedOnly')}</p>
    </div>
  )
}

function StatusFigures() {
  const { t } = useTranslation()
  const timeline = useWorkspace((state) => state.timeline)
  const playhead = useWorkspace((state) => state.playhead)
  const running = useWorkspace((state) => state.phase === 'running')
  const total = timeline?.steps ?? null
  const snapshot = timeline && snapshotAt(timeline, playhead)
  const evaluation = timeline && evaluationAt(timeline, playhead)
  const latest = timeline?.snapshots.at(-1)
  const rate = timeline && stepsPerSecond(timeline)
  const left = running && rate && latest && total ? (total - latest.step) / rate : null
  const slow = rate !== null && rate < 1
  return (
    <dl className="status-figures">
      <Figure label={t('search.step')} value={String(snapshot?.step ?? 0)}>
        {total !== null && t('search.of', { total })}
      </Figure>
      <Figure
        label={t('search.testAccuracy')}
        value={evaluation ? percent(evaluation.accuracy) : '–'}
      >
        {evaluation?.subject &&
          evaluation.subject !== 'supernet' &&
          t(`views.subjects.${evaluation.subject}`)}
      </Figure>
      <Figure label={t('search.speed')} value={rate ? (slow ? 60 * rate : rate).toFixed(1) : '–'}>
        {rate ? t(slow ? 'search.perMinute' : 'search.perSecond') : ''}
      </Figure>
      <Figure
        label={left === null ? t('search.took') : t('search.timeLeft')}
        value={left === null ? clock((snapshot?.elapsedMs ?? 0) / 1000) : clock(left)}
      />
    </dl>
  )
}

interface FigureProps {
  readonly label: string
  readonly value: string
  readonly children?: React.ReactNode
}

function Figure({ label, value, children }: FigureProps) {
  return (
    <div className="figure">
      <dt className="section-title">{label}</dt>
      <dd>
        <span className="figure-value">{value}</span>
        {children && <span className="figure-unit">{children}</span>}
      </dd>
    </div>
  )
}
