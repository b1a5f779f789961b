import { useMemo } from 'react'
import type { GateTable } from '../../network/network'
import type { Candidate, Snapshot, Timeline } from '../../run/events'
import type { CellGenotype, CellType } from '../../space/cellSpace'
import type { OperationName } from '../../space/operations'
import { derivationOf, genotypeOf } from '../../store/shown'
import { gatesOf, uniformGates } from '../../store/timeline'
import type { ShownRun } from '../../views/shownRun'

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
export function useCellAtPlayhead(run: ShownRun, type: CellType): CellAtPlayhead | null {
  const { timeline, snapshot, best } = run
  return useMemo(() => {
    const table = timeline.gateTables.find(({ name }) => name === type)
    if (timeline.config.space.kind !== 'cell' || !table) return null
    const { nodes, operations } = timeline.config.space
    return {
      nodes,
      operations,
      table,
      gates: snapshot ? gatesOf(snapshot, table) : uniformGates(table),
      derived: snapshot ? genotypeAt(timeline, snapshot, best)?.[type] : undefined,
    }
    // A timeline's wrapper changes with every append; only another run's tables matter here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [timeline.gateTables, snapshot, type])
}

/** What alphas yield, or for methods without any the best that was judged so far. */
function genotypeAt(timeline: Timeline, snapshot: Snapshot, best: Candidate | null) {
  const derivation = derivationOf(timeline, snapshot)
  return derivation ? derivation.genotype : best && genotypeOf(timeline, best)
}
