import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { comparedRun } from '../../store/compareRun'
import { useComparison } from '../../store/compareState'
import { judgedNetworks, type JudgedNetwork, type JudgingConfig } from '../../run/judging'
import {
  firstJudging,
  foundArchitectures,
  judgedAtFirst,
  trainedArchitectures,
  type KnownArchitecture,
} from '../../store/judgingChoices'
import { useJudging } from '../../store/judgingState'
import { useTrained } from '../../store/trained'
import { useWorkspace } from '../../store/workspace'

/** Architectures that this browser knows: of the run on screen, of kept runs, of kept trainings. */
export function useKnownArchitectures(): readonly KnownArchitecture[] {
  const kept = useComparison((state) => state.kept)
  const trained = useTrained((state) => state.results)
  const record = useWorkspace((state) => state.record)
  return useMemo(() => {
    const { timeline, recordedAt } = useWorkspace.getState()
    const onScreen = timeline && record ? [comparedRun({ timeline, record, recordedAt })] : []
    const runs = [...onScreen, ...(kept ?? []).map(({ run }) => run)]
    return [...foundArchitectures(runs), ...trainedArchitectures(trained)]
  }, [kept, trained, record])
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
