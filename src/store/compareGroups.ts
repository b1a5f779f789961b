import { canonicalJson } from '../run/canonicalJson'
import type { ComparedRun, Spent } from '../run/comparison'
import { methodOf, type Method } from '../run/methods'
import { spreadOfPoints, spreadOfSteps, type CurvePoint, type SpreadPoint } from '../run/spread'
import { yardstickAccuracy, yardstickKey, type YardstickScore } from '../run/yardstick'

/** A run that can be compared. */
export interface ComparedEntry {
  readonly id: string
  readonly run: ComparedRun
  /** Whether it is kept, or only on screen. */
  readonly kept: boolean
}

/** Runs of one config on one adapter that differ by nothing but their seed; or a single run. */
export interface RunGroup {
  readonly key: string
  readonly method: Method
  /** By seed. */
  readonly entries: readonly [ComparedEntry, ...ComparedEntry[]]
}

export type YardstickScores = ReadonlyMap<string, YardstickScore>

/** What a comparison is drawn against. */
export type Across = 'trained' | 'seen' | 'time'
/** Whose word on accuracy counts. */
export type Judge = 'yardstick' | 'own'

/** @param joined whether seeds are put together */
export function groupRuns(entries: readonly ComparedEntry[], joined: boolean): RunGroup[] {
  const groups = new Map<string, [ComparedEntry, ...ComparedEntry[]]>()
  for (const entry of entries) {
    const { config, engine, record } = entry.run
    // A search under way stands alone: it has not used what the others have.
    const key =
      joined && record ? canonicalJson([{ ...config, seed: 0 }, engine?.adapter ?? null]) : entry.id
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return [...groups].map(([key, group]) => ({
    key,
    method: methodOf(group[0].run.config),
    entries: group.sort((a, b) => a.run.config.seed - b.run.config.seed),
  }))
}

/** Accuracy of an architecture by the yardstick, 0–1; null where it was not measured. */
export function scoreOf(scores: YardstickScores, run: ComparedRun, text: string): number | null {
  const score = scores.get(yardstickKey(run.config.space, text))
  return score ? yardstickAccuracy(score) : null
}

/** The runs' curve: its median and quartiles where there are several. */
export function groupCurve(
  { entries }: RunGroup,
  judge: Judge,
  across: Across,
  scores: YardstickScores,
): SpreadPoint[] {
  const runs = entries.map(({ run }) => run)
  if (judge === 'own') return spreadOfSteps(runs.map((run) => ownCurve(run, across)))
  return spreadOfPoints(
    runs.map((run) =>
      run.answers.map((answer) => {
        const y = answer.text === null ? null : scoreOf(scores, run, answer.text)
        return y === null ? null : { x: amountOf(answer, across), y }
      }),
    ),
  )
}

/** The best so far holds until the search ends. */
function ownCurve({ ownBest, spent }: ComparedRun, across: Across): CurvePoint[] {
  const points = ownBest.map((point) => ({ x: amountOf(point, across), y: point.accuracy }))
  const last = points.at(-1)
  const end = amountOf(spent, across)
  return last && last.x < end ? [...points, { x: end, y: last.y }] : points
}

function amountOf({ imagesTrained, imagesJudged, elapsedMs }: Spent, across: Across): number {
  if (across === 'time') return elapsedMs / 1000
  return across === 'seen' ? imagesTrained + imagesJudged : imagesTrained
}
