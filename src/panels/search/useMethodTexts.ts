import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../run/events'
import { ANY_OPERATIONS, type AnyOperation } from '../../space/anyOperation'
import type { BranchGridText } from '../../views/branchGrids'
import type {
  CandidateText,
  LineageText,
  LivesText,
  PolicyText,
  ProgressText,
  TapeText,
} from '../../views/methodText'
import { percent, withPrefix } from '../common/format'
import { latencyFigures } from './latencyFigures'

export interface MethodTexts {
  readonly tape: TapeText
  readonly policy: PolicyText
  readonly lineage: (begins: number) => LineageText
  readonly lives: LivesText
  readonly progress: ProgressText
  readonly grid: BranchGridText
}

/** The words of the drawings of single methods, in the reader's language. */
export function useMethodTexts(): MethodTexts {
  const { t } = useTranslation()
  return useMemo(() => methodTexts(t), [t])
}

function methodTexts(t: TFunction): MethodTexts {
  const candidate = candidateText(t)
  return {
    tape: tapeText(t),
    policy: {
      step: t('views.step'),
      reward: t('methodViews.reward'),
      baseline: t('methodViews.baseline'),
      entropy: t('methodViews.entropy'),
      uniform: (value) => t('methodViews.uniformEntropy', { value }),
      summary: (title, steps, series) => t('methodViews.policySummary', { title, steps, series }),
    },
    lineage: (begins) => ({
      ...candidate,
      summary: (title, count, generations, best) =>
        t('methodViews.lineageSummary', { title, count, generations, best }),
      generation: t('methodViews.generation'),
      ancestry: t('methodViews.ancestry'),
      waiting: t('methodViews.waiting', { step: begins }),
    }),
    lives: {
      ...candidate,
      summary: (title, born, alive, died, best) =>
        t('methodViews.livesSummary', { title, born, alive, died, best }),
      births: t('methodViews.births'),
      alive: t('methodViews.alive'),
      died: t('methodViews.died'),
    },
    progress: {
      ...candidate,
      summary: (title, count, step, best) =>
        t('methodViews.progressSummary', { title, count, step, best }),
      step: t('views.step'),
    },
    grid: {
      operations: Object.fromEntries(
        ANY_OPERATIONS.map((name) => [name, t(`operationNames.${name}`)]),
      ) as Record<AnyOperation, string>,
      operation: t('methodViews.operation'),
      skip: t('methodViews.skipFrom'),
      width: t('methodViews.width'),
    },
  }
}

function candidateText(t: TFunction): CandidateText {
  const origins: CandidateText['origins'] = {
    sample: t('methodViews.origins.sample'),
    random: t('methodViews.origins.random'),
    mutation: t('methodViews.origins.mutation'),
    crossover: t('methodViews.origins.crossover'),
    neighbour: t('methodViews.origins.neighbour'),
  }
  // Looked up once: figures are asked for by the thousand.
  const parameters = t('methodViews.measures.parameters').toLowerCase()
  const predicted = t('methodViews.predicted')
  const descent = ({ origin, parents, repeats }: Candidate) => {
    if (repeats !== undefined) return t('methodViews.repeats', { id: `#${repeats}` })
    if (parents.length === 0) return origins[origin]
    const named = parents.map((id) => `#${id}`).join(' × ')
    return t('methodViews.descent', { origin: origins[origin], parents: named })
  }
  return {
    figures: (candidate) => {
      const { id, accuracy, cost } = candidate
      return [
        `#${id} ${descent(candidate)}`,
        percent(accuracy),
        withPrefix(cost.macs, 'MAC'),
        `${withPrefix(cost.parameters)} ${parameters}`,
        ...latencyFigures(cost, predicted),
      ]
    },
    origins,
    accuracy: percent,
    best: t('methodViews.best'),
    found: t('methodViews.found'),
    sources: {
      predicted: t('methodViews.predicted'),
      measured: t('methodViews.measured'),
    },
    columns: {
      id: t('methodViews.columns.id'),
      origin: t('methodViews.columns.origin'),
      parents: t('methodViews.columns.parents'),
      generation: t('methodViews.columns.generation'),
      accuracy: t('views.accuracy'),
      score: t('methodViews.columns.score'),
      macs: t('methodViews.measures.macs'),
      parameters: t('methodViews.measures.parameters'),
      memory: t('methodViews.measures.memory'),
      latency: t('methodViews.columns.latency'),
      low: t('methodViews.columns.low'),
      high: t('methodViews.columns.high'),
      source: t('methodViews.columns.source'),
      step: t('views.step'),
      architecture: t('methodViews.columns.architecture'),
    },
  }
}

function tapeText(t: TFunction): TapeText {
  return {
    summary: (title, count, leaders, sample) =>
      t('methodViews.tapeSummary', { title, count, leaders, sample }),
    option: (decision, option, probability, drawn) => {
      const spoken = t('methodViews.tapeOption', { decision, option, probability })
      return drawn ? `${spoken}, ${t('methodViews.drawn')}` : spoken
    },
    kinds: {
      inputs: t('methodViews.kinds.inputs'),
      operation: t('methodViews.kinds.operation'),
      skip: t('methodViews.kinds.skip'),
      width: t('methodViews.kinds.width'),
    },
    groups: {
      normal: t('methodViews.groups.normal'),
      reduce: t('methodViews.groups.reduce'),
      node: t('methodViews.groups.node'),
      layer: t('methodViews.groups.layer'),
      stages: t('methodViews.groups.stages'),
    },
    uniform: t('views.uniform'),
    none: t('methodViews.noSkip'),
    latest: (accuracy, likely) =>
      likely
        ? t('methodViews.latestLikely', { accuracy, ...likely })
        : t('methodViews.latest', { accuracy }),
    reward: t('methodViews.reward'),
    baseline: t('methodViews.baseline'),
    before: t('methodViews.beforeUpdate'),
    columns: {
      decision: t('methodViews.decision'),
      option: t('methodViews.option'),
      probability: t('methodViews.probability'),
      drawn: t('methodViews.drawn'),
    },
  }
}
