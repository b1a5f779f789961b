import { useTranslation } from 'react-i18next'
import type { TrainingConfig } from '../../run/training'
import { isOpen } from '../../store/presentTraining'
import { useTrained, type KeptTraining } from '../../store/trained'
import { startTraining } from '../../store/trainingCommands'
import { configOf, stepsOf, useTrainingDraft } from '../../store/trainingDraft'
import { useTraining } from '../../store/trainingState'
import { useWorkspace } from '../../store/workspace'
import { clock, grouped } from '../common/format'
import { RecipeSection } from './RecipeSection'
import { SubjectSection } from './SubjectSection'
import { useTrainingSubject } from './useTrainingSubject'

/** What to train, and how. */
export function NewTraining({ onStarted }: { readonly onStarted: () => void }) {
  const { t } = useTranslation('train')
  const drafted = useTrainingSubject()
  const draft = useTrainingDraft()
  const busy = useTraining(({ present }) => present !== null && isOpen(present))
  const { subject, cost, dataset, name } = drafted
  const config = subject && configOf(draft, subject, dataset)
  const fits = config !== null && stepsOf(config).stepsPerEpoch > 0
  return (
    <form
      className="training-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (!config || !fits || busy) return
        void startTraining(config, name)
        onStarted()
      }}
    >
      <div className="training-columns">
        <SubjectSection drafted={drafted} />
        <RecipeSection subject={subject} dataset={dataset} />
      </div>
      <div className="training-start">
        <button type="submit" className="button primary" disabled={!fits || !cost || busy}>
          {t('start')}
        </button>
        {busy ? (
          <p className="note">{t('open')}</p>
        ) : (
          config && cost && <Plan config={config} macs={cost.macs} />
        )}
      </div>
    </form>
  )
}

/** How many steps it will take, and about how long, if anything like it was trained before. */
function Plan({ config, macs }: { readonly config: TrainingConfig; readonly macs: number }) {
  const { t } = useTranslation('train')
  const adapter = useWorkspace(({ engine, device }) => (engine ?? device?.info)?.adapter)
  const last = useTrained(
    ({ results }) => results.find(({ result }) => result.engine.adapter === adapter) ?? null,
  )
  const { recipe } = config
  const { seen, steps, stepsPerEpoch } = stepsOf(config)
  if (stepsPerEpoch === 0) {
    return (
      <p className="training-problem" role="alert">
        {t('tooFew', { seen: grouped(Math.max(0, seen)), batch: recipe.batch })}
      </p>
    )
  }
  const images = steps * recipe.batch
  return (
    <p className="note">
      {t('plan', {
        steps: grouped(steps),
        epochs: recipe.epochs,
        perEpoch: grouped(stepsPerEpoch),
        batch: recipe.batch,
      })}
      {' · '}
      {last
        ? t('planTime', { time: clock((msPerWork(last) * images * macs) / 1_000) })
        : t('planUnknown')}
    </p>
  )
}

/** Milliseconds of training for one multiply-accumulate of one image. */
function msPerWork({ result }: KeptTraining): number {
  const { elapsedMs, steps, config, macs } = result
  return elapsedMs / Math.max(1, steps * config.recipe.batch * macs)
}
