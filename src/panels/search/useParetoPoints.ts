import { useMemo, useState } from 'react'
import { judgedImages } from '../../run/judgedImages'
import {
  COST_MEASURES,
  costBy,
  measuresOf,
  type CostMeasure,
  type ObjectiveSettings,
} from '../../run/objective'
import { hypervolumeSeries, type HypervolumePoint } from '../../views/hypervolume'
import { pointMaker, type ParetoPoint } from '../../views/paretoPoints'
import type { ShownRun } from '../../views/shownRun'
import { useWorkspace } from '../../store/workspace'

export interface ParetoPoints {
  readonly measure: CostMeasure
  /** Those measures that are known of any candidate. */
  readonly known: readonly CostMeasure[]
  readonly askFor: (measure: CostMeasure) => void
  /** Up to the playhead. */
  readonly points: readonly ParetoPoint[]
  readonly hypervolume: readonly HypervolumePoint[]
  /** Largest cost of the whole run so far: the hypervolume is measured from there. */
  readonly reference: number
}

/** The candidates of a run in the plane of accuracy and the cost that is asked for. */
export function useParetoPoints({ timeline, candidates, best, found }: ShownRun): ParetoPoints {
  const record = useWorkspace((state) => state.record)
  const [asked, setAsked] = useState<CostMeasure | null>(null)
  const { config } = timeline
  const known = COST_MEASURES.filter((each) =>
    [candidates[0], candidates.at(-1)].some((some) => some && costBy(each, some.cost) !== null),
  )
  const measure = measureOf(asked, known, config.objective)
  const make = useMemo(
    () => pointMaker(measure, (candidate) => judgedImages(config, candidate)),
    [measure, config],
  )
  const points = useMemo(() => {
    // What the run found is measured end to end in the end: its prediction has served.
    const measured = found && record?.cost.latencySource === 'measured' ? record.cost : null
    return candidates.flatMap((candidate) => {
      const final = measured && candidate === best ? { ...candidate, cost: measured } : candidate
      return make(final) ?? []
    })
  }, [candidates, make, best, found, record])
  const reference = useMemo(
    () =>
      timeline.candidates.reduce((most, { cost }) => Math.max(most, costBy(measure, cost) ?? 0), 0),
    [timeline, measure],
  )
  const hypervolume = useMemo(() => hypervolumeSeries(points, reference), [points, reference])
  return { measure, known, askFor: setAsked, points, hypervolume, reference }
}

/** What was asked for, or what the objective looks at, or else the latency where it is known. */
function measureOf(
  asked: CostMeasure | null,
  known: readonly CostMeasure[],
  objective: ObjectiveSettings,
): CostMeasure {
  const wanted = [asked, measuresOf(objective)[0], 'latency'] as const
  return wanted.find((each) => each && known.includes(each)) ?? 'macs'
}
