import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CLASSIFIERS, type ClassifierName } from '../../run/classification'
import { useTrying, type TriedNetwork } from '../../store/trying'
import type { ClassColumn } from '../../views/classAnswers'
import { percent } from '../common/format'
import type { Tried } from './useTried'

/** What every network says, or why it says nothing. */
export function useColumns(tried: Tried, anyImage: boolean): readonly ClassColumn[] {
  const { t } = useTranslation('try')
  const networks = useTrying((state) => state.networks)
  const waiting = useTrying((state) => state.waiting)
  return useMemo(() => {
    const { training, supernet, foreign, subject } = tried
    const missing: Record<ClassifierName, string | null> = {
      trained: training ? null : t('absent.trained'),
      supernet: supernet.absence
        ? t(`absent.${supernet.absence}`)
        : foreign
          ? t('absent.other')
          : null,
      untrained: subject ? null : t('absent.nothing'),
    }
    const accuracy = training && training.result.test.correct / training.result.test.images
    const mixed = supernet.supernet?.config.strategy.name === 'darts'
    const paused = supernet.supernet ? supernet.step : null
    const supernetNote =
      paused !== null
        ? t('notes.paused', { step: paused })
        : t(mixed ? 'notes.supernet' : 'notes.path')
    const notes: Record<ClassifierName, string> = {
      trained: accuracy === null ? '' : t('notes.trained', { accuracy: percent(accuracy) }),
      supernet: supernet.supernet ? supernetNote : '',
      untrained: subject ? t(training ? 'notes.untrained' : 'notes.shown') : '',
    }
    const awaited = ({ problem, compiling, runsOn }: TriedNetwork) => {
      if (problem !== null) return problem
      if (runsOn) return anyImage ? '' : t('answers.prompt')
      if (waiting) return t('answers.waiting')
      if (compiling === null) return t('answers.next')
      return t('answers.preparing', { percent: `${Math.floor(100 * compiling)} %` })
    }
    return CLASSIFIERS.map((name): ClassColumn => {
      const { probabilities, latency } = networks[name]
      return {
        name: t(`names.${name}`),
        note: notes[name],
        probabilities: missing[name] === null ? probabilities : null,
        latencyMs: latency?.medianMs ?? null,
        absence: probabilities ? null : (missing[name] ?? awaited(networks[name])),
      }
    })
  }, [tried, anyImage, networks, waiting, t])
}
