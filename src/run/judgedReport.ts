import { mean } from 'simple-statistics'
import { randomKey, splitKey } from '../random/random'
import { holm, relabellingTest, signFlipTest, type PermutationTest } from './exactTests'
import { groupKey, type JudgedGroup, type JudgedNetwork } from './judging'
import { differenceInterval, meanInterval } from './studentInterval'

/** What is known of one network so far. */
export interface JudgedScore {
  readonly network: JudgedNetwork
  /** Test accuracy, 0–1, for each training seed in order; null where it has not been trained yet. */
  readonly accuracies: readonly (number | null)[]
}

/**
 * A group beside luck. All figures are differences between trainings with the same seed, that is with
 * the same draw of initial weights and the same order of batches, averaged over the seeds; every
 * network is trained with every seed.
 */
export interface AgainstLuck {
  /** Mean of the group minus mean of the draws. */
  readonly difference: number
  /** Welch's, 95 %, over networks; null where a group has fewer than two. */
  readonly interval: readonly [number, number] | null
  /**
   * Would other searches beat other draws? What is relabelled is whole networks, each with all its
   * trainings, since networks are what searches and draws differ in.
   */
  readonly networks: PermutationTest
  /** Of `networks`, corrected for as many groups as are tested (Holm). */
  readonly correctedP: number
  /**
   * Would these very networks beat these very draws in other trainings? One pair for each training
   * seed: the group's mean and the draws' mean.
   */
  readonly trainings: PermutationTest
  /** Of all pairs of a network and a draw at the same seed, the share that the network wins; ties are halves. */
  readonly wins: number
}

export interface GroupReport {
  readonly group: JudgedGroup
  /** Of each network the mean over its trainings, in the order given. */
  readonly means: readonly number[]
  /** Networks with different structure: searches may find the same. */
  readonly distinct: number
  /** Trainings of each network. */
  readonly trainings: number
  readonly mean: number
  /** Student's, 95 %; null where it has only one value. */
  readonly interval: readonly [number, number] | null
  /** What the interval is over: networks, or the trainings of the only one there is. */
  readonly over: 'networks' | 'trainings'
  /** Null for luck itself and for networks made by hand, which no search claims to beat luck with. */
  readonly againstLuck: AgainstLuck | null
}

/** Of the samples of relabellings, where there are too many for all. */
const KEY = splitKey(randomKey(1), 'judged groups')

/**
 * Means, intervals and tests of every group, in the order of their first networks. A network counts
 * once it is trained with every seed, so that all are compared on equal terms.
 */
export function judgedReport(scores: readonly JudgedScore[]): GroupReport[] {
  const complete = scores.flatMap(({ network, accuracies }): CompleteScore[] => {
    const known = accuracies.filter((accuracy) => accuracy !== null)
    return known.length > 0 && known.length === accuracies.length
      ? [{ network, accuracies: known }]
      : []
  })
  const groups = byGroup(complete)
  const luck = groups.get(groupKey({ kind: 'luck' })) ?? []
  const reports = [...groups.values()].map((own) => groupReport(own, luck))
  const tested = reports.flatMap(({ againstLuck }) => againstLuck?.networks.p ?? [])
  const corrected = holm(tested)
  let next = 0
  return reports.map((report) =>
    report.againstLuck
      ? {
          ...report,
          againstLuck: { ...report.againstLuck, correctedP: corrected[next++] ?? 1 },
        }
      : report,
  )
}

interface CompleteScore {
  readonly network: JudgedNetwork
  readonly accuracies: readonly number[]
}

function byGroup(scores: readonly CompleteScore[]): Map<string, CompleteScore[]> {
  const groups = new Map<string, CompleteScore[]>()
  for (const score of scores) {
    const key = groupKey(score.network.group)
    groups.set(key, [...(groups.get(key) ?? []), score])
  }
  return groups
}

function groupReport(own: readonly CompleteScore[], luck: readonly CompleteScore[]): GroupReport {
  const [first] = own as [CompleteScore, ...CompleteScore[]]
  const { group } = first.network
  const means = meansOf(own)
  const over = means.length > 1 ? 'networks' : 'trainings'
  const claims = group.kind === 'method' || group.kind === 'picked'
  return {
    group,
    means,
    distinct: new Set(own.map(({ network }) => JSON.stringify(network.subject))).size,
    trainings: first.accuracies.length,
    mean: mean(means),
    interval: accuracies(meanInterval(over === 'networks' ? means : first.accuracies)),
    over,
    againstLuck: claims ? besideLuck(own, luck) : null,
  }
}

/** Few values far apart give intervals beyond what an accuracy can be. */
function accuracies(interval: readonly [number, number] | null): GroupReport['interval'] {
  return interval && [Math.max(0, interval[0]), Math.min(1, interval[1])]
}

function besideLuck(
  own: readonly CompleteScore[],
  luck: readonly CompleteScore[],
): AgainstLuck | null {
  const [ownMeans, luckMeans] = [meansOf(own), meansOf(luck)]
  const networks = relabellingTest(ownMeans, luckMeans, KEY)
  const bySeed = (own[0]?.accuracies ?? []).map(
    (_, seed) => mean(atSeed(own, seed)) - (luck.length > 0 ? mean(atSeed(luck, seed)) : 0),
  )
  const trainings = signFlipTest(bySeed, KEY)
  if (!networks || !trainings) return null
  return {
    difference: mean(ownMeans) - mean(luckMeans),
    interval: differenceInterval(ownMeans, luckMeans),
    networks,
    correctedP: networks.p,
    trainings,
    wins: winShare(own, luck),
  }
}

function winShare(own: readonly CompleteScore[], luck: readonly CompleteScore[]): number {
  const points = own.flatMap(({ accuracies }) =>
    accuracies.flatMap((accuracy, seed) =>
      atSeed(luck, seed).map((other) => (accuracy > other ? 1 : accuracy === other ? 0.5 : 0)),
    ),
  )
  return mean(points)
}

const meansOf = (scores: readonly CompleteScore[]) =>
  scores.map(({ accuracies }) => mean([...accuracies]))

const atSeed = (scores: readonly CompleteScore[], seed: number) =>
  scores.flatMap(({ accuracies }) => accuracies[seed] ?? [])
