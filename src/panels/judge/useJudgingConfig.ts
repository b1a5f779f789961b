import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { comparedRun } from '../../store/compareRun'
import { useComparison } from '../../store/compareState'
import { judgedNetworks, type JudgedNetwork, type JudgingConfig } from '../../run/judging'
import {
  firstJudging,
  foundArchitectures,
  importedArchitectures,
  judgedAtFirst,
  trainedArchitectures,
  type KnownArchitecture,
} from '../../store/judgingChoices'
import { useJudging } from '../../store/judgingState'
import { useTrained } from '../../store/trained'
import { useWorkspace } from '../../store/workspace'

/** Architectures that this browser knows: what is on screen, of kept runs, of kept trainings. */
export function useKnownArchitectures(): readonly KnownArchitecture[] {
  const { t } = useTranslation('judge')
  const kept = useComparison((state) => state.kept)
  const trained = useTrained((state) => state.results)
  const record = useWorkspace((state) => state.record)
  const imported = useWorkspace((state) => state.imported)
  return useMemo(() => {
    const workspace = useWorkspace.getState()
    const { timeline, recordedAt } = workspace
    const onScreen = timeline && record ? [comparedRun({ timeline, record, recordedAt })] : []
    const runs = [...onScreen, ...(kept ?? []).map(({ run }) => run)]
    return [
      ...importedArchitectures({ ...workspace, imported }, t('imported')),
      ...foundArchitectures(runs),
      ...trainedArchitectures(trained),
    ]
  }, [kept, trained, record, imported, t])
}

/** What is judged, or would be first: the space of what is shown, and all that was found in it. */
export function useJudgingConfig(known: readonly KnownArchitecture[]): JudgingConfig {
  const chosen = useJudging((state) => state.config)
  const first = useWorkspace(useShallow(judgedAtFirst))
  return useMemo(() => chosen ?? firstJudging(first, known), [chosen, first, known])
}

const NONE: readonly JudgedNetwork[] = []

/** The networks of a judging; none where something in it is no network of its space. */
export function useJudgedNetworks(config: JudgingConfig): readonly JudgedNetwork[] {
  return useMemo(() => {
    try {
      return judgedNetworks(config)
    } catch {
      return NONE
    }
  }, [config])
}
