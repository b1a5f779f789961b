import { randomKey, splitKey } from '../random/random'
import type { PolicySnapshot } from '../run/events'
import { drawOpen, takeInTurn } from '../space/draws'
import type { SpaceModel } from '../space/spaceModel'
import type { TableTwin } from './table'
import type { PolicyText } from './methodText'

/** What a chart of the policy shows: what it earns, or how undecided it is. */
export type PolicyMetric = 'reward' | 'entropy'

/** Architectures that the entropy is averaged over where what is open hangs on what was drawn before. */
const DRAWS = 256

/**
 * Entropy (nats, mean over decisions) of a policy that prefers nothing among what is open: exact, save
 * in spaces where one decision closes options of another.
 */
export function uniformEntropy(space: SpaceModel): number {
  const key = randomKey(0)
  const draws = space.open ? DRAWS : 1
  let sum = 0
  for (let draw = 0; draw < draws; draw++) {
    const own = splitKey(key, draw)
    takeInTurn(space, (decision, open) => {
      sum += Math.log(open.length)
      return drawOpen(open, own, decision)
    })
  }
  return sum / draws / Math.max(1, space.decisions.length)
}

/** One row per update. */
export function policyTable(policies: readonly PolicySnapshot[], text: PolicyText): TableTwin {
  return {
    columns: [text.step, text.reward, text.baseline, text.entropy],
    rows: policies.map(({ step, reward, baseline, entropy }) => [step, reward, baseline, entropy]),
  }
}

/** The drawing in one sentence. */
export function summarisePolicy(
  title: string,
  metric: PolicyMetric,
  policies: readonly PolicySnapshot[],
  text: PolicyText,
): string {
  const [first, last] = [policies[0], policies.at(-1)]
  const way = (word: string, value: (policy: PolicySnapshot) => number) =>
    first && last ? `${word} ${value(first).toFixed(3)} → ${value(last).toFixed(3)}` : `${word} –`
  const series =
    metric === 'entropy'
      ? way(text.entropy, ({ entropy }) => entropy)
      : [
          way(text.reward, ({ reward }) => reward),
          way(text.baseline, ({ baseline }) => baseline),
        ].join(', ')
  return text.summary(title, last?.step ?? 0, series)
}
