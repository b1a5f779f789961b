import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OperationName } from '../../space/operations'
import { OPERATIONS } from '../../space/operations'
import type {
  AlphaHeatmapText,
  AlphaTrajectoriesText,
  CellGraphText,
  CurvesText,
  DerivationText,
  OperationNames,
  TimelineText,
} from '../../views/text'

export interface ViewTexts {
  readonly cell: CellGraphText
  readonly heatmap: AlphaHeatmapText
  readonly trajectories: AlphaTrajectoriesText
  readonly curves: CurvesText
  readonly timeline: TimelineText
  readonly derivation: DerivationText
}

/** The drawings' words in the reader's language. */
export function useViewTexts(): ViewTexts {
  const { t } = useTranslation()
  return useMemo(() => viewTexts(t), [t])
}

function viewTexts(t: TFunction): ViewTexts {
  const operations = Object.fromEntries(
    OPERATIONS.map((name) => [name, t(`operationNames.${name}`)]),
  ) as Record<OperationName, string>
  return {
    cell: cellText(t, operations),
    heatmap: heatmapText(t),
    trajectories: {
      operations,
      summary: (title, steps, leaders) => t('views.trajectorySummary', { title, steps, leaders }),
      step: t('views.step'),
      gate: t('views.gate'),
      uniform: t('views.uniform'),
    },
    curves: curvesText(t),
    timeline: {
      label: t('timeline.label'),
      play: t('timeline.play'),
      pause: t('timeline.pause'),
      step: t('timeline.step'),
      live: t('timeline.live'),
      recording: t('timeline.recording'),
      value: (step, total, elapsed) => t('timeline.value', { step, total, elapsed }),
      change: (step, count) => t('views.changed', { step, count }),
    },
    derivation: derivationText(t),
  }
}

function cellText(t: TFunction, operations: OperationNames): CellGraphText {
  return {
    operations,
    summary: (title, nodes, edges) =>
      t('views.cellSummary', {
        title,
        nodes,
        edges: edges.length > 0 ? edges.join('; ') : t('views.cellUndecided'),
      }),
    hintMixed: t('views.hintMixed'),
    hintFixed: t('views.hintFixed'),
    derived: t('views.derived'),
    forced: t('views.forced'),
    columns: {
      edge: t('views.edge'),
      operation: t('views.operation'),
      gate: t('views.gate'),
      derived: t('views.derived'),
    },
  }
}

function heatmapText(t: TFunction): AlphaHeatmapText {
  return {
    summary: (title, edges, columns, uniform, strongest) =>
      t('views.heatSummary', { title, edges, operations: columns, uniform, strongest }),
    cell: (edge, operation, gate, ratio, derived) => {
      const text = t('views.heatCell', { edge, operation, gate, ratio })
      return derived ? `${text}, ${t('views.derived')}` : text
    },
    value: (gate, precise = false) => gate.toFixed(precise ? 4 : 3),
    avoided: t('views.avoided'),
    uniform: t('views.uniform'),
    preferred: t('views.preferred'),
    derived: t('views.derived'),
    row: t('views.edge'),
  }
}

function curvesText(t: TFunction): CurvesText {
  return {
    loss: t('views.loss'),
    accuracy: t('views.accuracy'),
    train: t('views.train'),
    valid: t('views.valid'),
    evaluation: t('views.evaluation'),
    subject: t('views.subject'),
    subjects: {
      supernet: t('views.subjects.supernet'),
      'shared-weights': t('views.subjects.shared-weights'),
      'own-weights': t('views.subjects.own-weights'),
    },
    judging: t('views.judging'),
    step: t('views.step'),
    smoothed: (window) => t('views.smoothed', { window }),
    chance: t('views.chance'),
    summary: (metric, steps, first, last, valid) =>
      t('views.curveSummary', { metric, steps, first, last, valid }),
  }
}

function derivationText(t: TFunction): DerivationText {
  return {
    rule: t('views.rule'),
    edge: t('views.edge'),
    operation: t('views.operation'),
    gate: t('views.gate'),
    rank: t('views.rank'),
    verdict: t('views.verdict'),
    node: (name) => t('views.node', { name }).trim(),
    verdicts: {
      'kept-forced': () => t('views.keptForced'),
      'kept-unopposed': () => t('views.keptUnopposed'),
      'kept-stronger': (margin) => t('views.keptStronger', { margin }),
      'kept-by-tie': () => t('views.keptByTie'),
      'dropped-weaker': (margin) => t('views.droppedWeaker', { margin }),
      'dropped-by-tie': () => t('views.droppedByTie'),
    },
  }
}
