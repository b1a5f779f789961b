import { useMemo } from 'react'
import { useWorkspace } from '../../store/workspace'
import type { CandidateViewProps } from '../../views/candidateView'
import type { PathMethod } from './methodViews'
import type { RunAtPlayhead } from './useRunAtPlayhead'

/** What every drawing of a method is given. */
export interface PanelProps {
  readonly run: RunAtPlayhead
  readonly method: PathMethod
  /** Pixels. */
  readonly width: number
}

/** What drawings of candidates have in common: whom they show, point at and choose. */
export function useCandidateProps({ run, width }: PanelProps): Omit<CandidateViewProps, 'title'> {
  const pointed = useWorkspace((state) => state.pointedCandidate)
  const onPoint = useWorkspace((state) => state.pointAtCandidate)
  const chosen = useWorkspace((state) => state.chosen)
  const selection = useWorkspace((state) => state.selectedCandidates)
  const chooseCandidate = useWorkspace((state) => state.chooseCandidate)
  const { candidates, best, found } = run
  // Ids of another run's candidates are not these.
  const known = run.timeline.candidates
  const selected = useMemo(() => {
    const own = new Set(selection.length > 0 ? known : [])
    return new Set(selection.filter((each) => own.has(each)).map(({ id }) => id))
  }, [selection, known])
  return {
    candidates,
    best,
    found,
    pointed,
    selected,
    chosen: chosen && candidates.includes(chosen) ? chosen.id : null,
    onPoint,
    onChoose: (id) => {
      const candidate = candidates.find((each) => each.id === id) ?? null
      chooseCandidate(candidate === chosen ? null : candidate)
    },
    width,
  }
}
