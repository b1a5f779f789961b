import type { Candidate } from '../run/events'
import { costBy, type CostMeasure } from '../run/objective'
import { accuracyInterval } from '../run/accuracyInterval'
import type { CostPoint } from './costFront'

type Range = readonly [low: number, high: number]

/** An architecture in the plane of accuracy and one cost. */
export interface ParetoPoint extends CostPoint {
  readonly candidate: Candidate
  readonly step: number
  /** 95 %; null where it is not known how many images it was judged on. */
  readonly accuracyRange: Range | null
  /** Null for costs that are counted, not measured. */
  readonly costRange: Range | null
  /** Whether the cost is a prediction. */
  readonly predicted: boolean
}

/** How many images a candidate was judged on; null where that is not known. */
export type ImagesJudged = (candidate: Candidate) => number | null

/**
 * Makes points of candidates, each once: a list that grows keeps the points it had.
 * @returns a function of a candidate; null where its cost is not known
 */
export function pointMaker(
  measure: CostMeasure,
  imagesJudged: ImagesJudged,
): (candidate: Candidate) => ParetoPoint | null {
  const known = new WeakMap<Candidate, ParetoPoint | null>()
  return (candidate) => {
    const before = known.get(candidate)
    if (before !== undefined) return before
    const made = pointOf(candidate, measure, imagesJudged(candidate))
    known.set(candidate, made)
    return made
  }
}

function pointOf(
  candidate: Candidate,
  measure: CostMeasure,
  images: number | null,
): ParetoPoint | null {
  const { accuracy, step } = candidate
  const cost = costBy(measure, candidate.cost)
  if (cost === null) return null
  const timed = measure === 'latency'
  return {
    candidate,
    step,
    cost,
    accuracy,
    accuracyRange: images === null ? null : accuracyInterval(accuracy, images),
    costRange: (timed && candidate.cost.latencyRange) || null,
    predicted: timed && candidate.cost.latencySource === 'predicted',
  }
}
