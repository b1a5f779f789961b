import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrainingResult } from '../../run/training'
import { chooseTraining, renameTraining, useTrained } from '../../store/trained'
import { readCurves } from '../../store/trainingCommands'
import { imagesThereAre, takeRecipeOf } from '../../store/trainingDraft'
import { useTraining } from '../../store/trainingState'
import { useWorkspace } from '../../store/workspace'
import { clock, grouped, percent, withPrefix } from '../common/format'
import { TestDrawings } from './TestDrawings'
import { TrainingCharts } from './TrainingCharts'

interface TrainedReportProps {
  /** Of a training that was kept. */
  readonly id: string
  readonly onAgain: () => void
}

const ACTIONS = ['export', 'try', 'judge'] as const

/** What came of a training: its test, how it was trained, and what can be done with it. */
export function TrainedReport({ id, onAgain }: TrainedReportProps) {
  const { t } = useTranslation('train')
  const setDialog = useWorkspace((state) => state.setDialog)
  const kept = useTrained(({ results }) => results.find((each) => each.id === id) ?? null)
  const curves = useTraining((state) => state.curves.get(id) ?? null)
  useEffect(() => void readCurves(id), [id])
  if (!kept) return null
  const { result } = kept
  return (
    <div className="training-report">
      <NameField id={id} name={kept.name} />
      <TestFigures result={result} />
      <div className="training-actions">
        {ACTIONS.map((action) => (
          <button
            key={action}
            type="button"
            className="button"
            onClick={() => {
              chooseTraining(id)
              setDialog(action)
            }}
          >
            {t(action)}
          </button>
        ))}
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            takeRecipeOf(result.config)
            onAgain()
          }}
        >
          {t('again')}
        </button>
      </div>
      <TestDrawings result={result} />
      {curves ? (
        <TrainingCharts
          curves={curves}
          recipe={result.config.recipe}
          upTo={curves.points.at(-1)?.step ?? 0}
        />
      ) : (
        <p className="note">{t('noCurves')}</p>
      )}
    </div>
  )
}

/** A name is kept as soon as it is left, or Enter is pressed; an empty one is not. */
function NameField({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation('train')
  const field = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    const named = draft?.trim()
    if (named) renameTraining(id, named)
    setDraft(null)
  }
  return (
    <div className="training-rename">
      <label className="field-label" htmlFor={field}>
        {t('name')}
      </label>
      <input
        id={field}
        className="number-field"
        value={draft ?? name}
        maxLength={120}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
        }}
      />
    </div>
  )
}

function TestFigures({ result }: { readonly result: TrainingResult }) {
  const { t } = useTranslation('train')
  const { test, best, config, parameters, macs, engine, elapsedMs, steps, endedEarly } = result
  const [low, high] = test.interval
  const all = imagesThereAre(config.dataset).test
  const images = grouped(test.images)
  return (
    <div className="training-figures">
      <div className="training-test">
        <p className="section-title">{t('testAccuracy')}</p>
        <p className="figure-value">{percent(test.correct / test.images)}</p>
        <p>{t('interval', { low: (100 * low).toFixed(1), high: percent(high) })}</p>
        <p className="note">
          {test.images < all
            ? t('testedOnPart', { images, all: grouped(all) })
            : t('testedOn', { images })}
          {'. '}
          {t('intervalHelp')}
        </p>
      </div>
      <dl className="training-facts">
        <div>
          <dt className="section-title">{t('bestCheckpoint')}</dt>
          <dd>
            {best
              ? t('bestAt', {
                  accuracy: percent(best.accuracy),
                  epoch: Number(best.epoch.toFixed(1)),
                })
              : t('lastTaken')}
          </dd>
        </div>
        <div>
          <dt className="section-title">{t('trained')}</dt>
          <dd>
            {t('steps', { count: steps })}
            {endedEarly && `, ${t('endedEarly')}`}
            {' · '}
            {t('device', { time: clock(elapsedMs / 1_000), adapter: engine.adapter })}
          </dd>
        </div>
        <div>
          <dt className="section-title">{t('parameters')}</dt>
          <dd>{grouped(parameters)}</dd>
        </div>
        <div>
          <dt className="section-title">{t('macs')}</dt>
          <dd>{withPrefix(macs)}</dd>
        </div>
        <div>
          <dt className="section-title">{t('loss')}</dt>
          <dd>{test.loss.toFixed(3)}</dd>
        </div>
      </dl>
    </div>
  )
}
