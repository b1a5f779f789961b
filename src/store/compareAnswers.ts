import { ANSWER_SHARES, type Answer, type OwnBest, type Spent } from '../run/comparison'
import type { Candidate, Evaluation, Snapshot, Timeline } from '../run/events'
import { imagesPerStep } from '../run/strategyPresets'
import type { SearchConfig } from '../run/config'
import { deriveGenotype } from '../space/derivation'
import { formatGenotype } from '../space/genotypeFormat'
import { spaceModel } from '../space/spaceModels'
import { indexAtStep } from './timeline'

type Outcome = { readonly text: string } | null

/**
 * What the search would have concluded with at 25, 50, 75 and 100 % of its training images, from what
 * it had told by then. DARTS: the cell derived from the gates of that step. ENAS: the best of its
 * latest draws, as many as it derives from in the end. Methods that judge candidates as they go: the
 * best by the objective; those that judge only after training have no answer before. The last answer
 * is the outcome itself.
 */
export function answersOf(timeline: Timeline, outcome: Outcome): Answer[] {
  const { config, snapshots } = timeline
  const last = snapshots.at(-1)
  if (!last) return []
  const used = spentAt(last, config)
  // A search that was ended early is asked at shares of what it used; one under way, of what it may.
  const budget = outcome ? used.imagesTrained : config.budget.steps * imagesPerStep(config)
  const answers = ANSWER_SHARES.filter((share) => share < 1).flatMap((share): Answer[] => {
    if (used.imagesTrained < share * budget) return []
    const at = snapshots.findLast(
      (snapshot) => spentAt(snapshot, config).imagesTrained <= share * budget,
    )
    return at ? [{ share, ...spentAt(at, config), text: textAt(timeline, at) }] : []
  })
  // Of a search under way nobody knows the outcome.
  return outcome ? [...answers, { share: 1, ...used, text: outcome.text }] : answers
}

function textAt({ config, candidates }: Timeline, { step, gates }: Snapshot): string | null {
  const { space, strategy } = config
  if (strategy.name === 'darts') {
    if (space.kind !== 'cell') return null
    const model = spaceModel(space)
    return model.format(model.parse(formatGenotype(deriveGenotype(space, gates))))
  }
  const judged = candidates.filter((candidate) => candidate.step <= step)
  const draws = strategy.name === 'enas' ? judged.slice(-strategy.derivationSamples) : judged
  return best(draws)?.text ?? null
}

/** The first of those that score highest; none that breaks a limit. */
function best(candidates: readonly Candidate[]): Candidate | null {
  let found: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.score > (found?.score ?? -Infinity)) found = candidate
  }
  return found
}

/**
 * Best so far by the method's own judgement: candidates by their score, as accurate as the method held
 * them to be; where there are none, the supernet's accuracy on test images.
 */
export function ownBestOf({ config, snapshots, candidates, evaluations }: Timeline): OwnBest[] {
  const judged: readonly { step: number; accuracy: number; score: number }[] =
    candidates.length > 0 ? candidates : supernetScores(evaluations)
  const points: OwnBest[] = []
  let score = -Infinity
  for (const judgement of judged) {
    const at = snapshots[Math.max(0, indexAtStep(snapshots, judgement.step))]
    if (judgement.score <= score || !at) continue
    score = judgement.score
    points.push({ ...spentAt(at, config), accuracy: judgement.accuracy })
  }
  return points
}

function supernetScores(evaluations: readonly Evaluation[]) {
  return evaluations.map(({ step, accuracy }) => ({ step, accuracy, score: accuracy }))
}

/** Recordings from before use was counted are of DARTS, which takes the same from every step. */
export function spentAt({ step, elapsedMs, usage }: Snapshot, config: SearchConfig): Spent {
  const { imagesTrained, imagesJudged } = usage ?? {
    imagesTrained: step * imagesPerStep(config),
    imagesJudged: 0,
  }
  return { imagesTrained, imagesJudged, elapsedMs }
}
