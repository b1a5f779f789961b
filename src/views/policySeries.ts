import type { PolicySnapshot } from '../run/events'
import type { TableTwin } from './table'
import type { PolicyText } from './methodText'

/** What a chart of the policy shows: what it earns, or how undecided it is. */
export type PolicyMetric = 'reward' | 'entropy'

/** Entropy (nats, mean over decisions) of a policy that prefers nothing. */
export function uniformEntropy(
  decisions: readonly { readonly options: readonly unknown[] }[],
): number {
  const sum = decisions.reduce((total, { options }) => total + Math.log(options.length), 0)
  return sum / Math.max(1, decisions.length)
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
