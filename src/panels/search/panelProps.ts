import { useCallback, useMemo } from 'react'
import { useWorkspace } from '../../store/workspace'
import type { CellType } from '../../space/cellSpace'
import type { CandidateViewProps } from '../../views/candidateView'
import type { ShownRun } from '../../views/shownRun'

/** What every drawing of a search is given. */
export interface PanelProps {
  readonly run: ShownRun
  /** The kind of cell to draw. */
  readonly cell: CellType
  /** Whether the other kind of cell has no place of its own. */
  readonly alone: boolean
  /** Pixels. */
  readonly width: number
}

type CandidateProps = Omit<CandidateViewProps, 'title' | 'onPoint' | 'onChoose'> &
  Required<Pick<CandidateViewProps, 'onPoint' | 'onChoose'>>

/** What drawings of candidates have in common: whom they show, point at and choose. */
export function useCandidateProps({ run, width }: PanelProps): CandidateProps {
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
  const onChoose = useCallback(
    (id: number) => {
      const candidate = candidates.find((each) => each.id === id) ?? null
      chooseCandidate(candidate === chosen ? null : candidate)
    },
    [candidates, chosen, chooseCandidate],
  )
  return {
    candidates,
    best,
    found,
    pointed,
    selected,
    chosen: chosen && candidates.includes(chosen) ? chosen.id : null,
    onPoint,
    onChoose,
    width,
  }
}
