import { useDeferredValue, useMemo } from 'react'
import type { GateTable } from '../../network/network'
import type { Snapshot, Timeline } from '../../run/events'
import type { CellGenotype, CellType } from '../../space/cellSpace'
import type { OperationName } from '../../space/operations'
import { derivationOf, genotypeOf } from '../../store/shown'
import { bestCandidate, gatesOf, snapshotAt, uniformGates } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'

export interface CellAtPlayhead {
  readonly nodes: number
  readonly operations: readonly OperationName[]
  /** One gate table, [edges × operations]; uniform before the first step. */
  readonly gates: Float32Array
  /** What the gates yield, or the best judged so far; undefined before there is any. */
  readonly derived: CellGenotype | undefined
  readonly table: GateTable
}

/** One kind of cell of the run on screen, at the step the timeline stands at. */
export function useCellAtPlayhead(type: CellType): CellAtPlayhead | null {
  // Deferred, so that drawing a snapshot is cut into short tasks and gives way to the pointer.
  const timeline = useDeferredValue(useWorkspace((state) => state.timeline))
  const playhead = useDeferredValue(useWorkspace((state) => state.playhead))
  const snapshot = timeline && snapshotAt(timeline, playhead)
  return useMemo(() => {
    const table = timeline?.gateTables.find(({ name }) => name === type)
    if (timeline?.config.space.kind !== 'cell' || !table) return null
    const { nodes, operations } = timeline.config.space
    return {
      nodes,
      operations,
      table,
      gates: snapshot ? gatesOf(snapshot, table) : uniformGates(table),
      derived: snapshot ? genotypeAt(timeline, snapshot, playhead)?.[type] : undefined,
    }
    // A timeline's wrapper changes with every append; only another run's tables matter here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [timeline?.gateTables, snapshot, type])
}

/** What alphas yield, or for methods without any the best that was judged so far. */
function genotypeAt(timeline: Timeline, snapshot: Snapshot, playhead: number | null) {
  const derivation = derivationOf(timeline, snapshot)
  if (derivation) return derivation.genotype
  const best = bestCandidate(timeline, playhead)
  return best && genotypeOf(timeline, best)
}
