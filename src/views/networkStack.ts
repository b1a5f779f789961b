import { decompose } from '../network/blocks'
import { buildEvaluationNetwork } from '../network/evaluation'
import type { Network, Shape } from '../network/network'
import { networkParts, type NetworkPart } from '../network/networkParts'
import { buildArchitecture, buildSpaceSupernet } from '../network/spaceNetworks'
import { datasetFormat } from '../run/datasets'
import type { LatencyModel } from '../run/latency'
import type { Genotype } from '../space/cellSpace'
import { deriveGenotype } from '../space/derivation'
import type { SearchSpace } from '../space/searchSpace'
import type { ShownRun } from './shownRun'
import { stackContents, type PartContent } from './stackContents'

/** Which network it is: all candidates at once, what alphas yield, the best judged, or the outcome. */
export type StackSubject = 'supernet' | 'derived' | 'best' | 'found'

export interface StackPart extends NetworkPart {
  /** Sum of what was measured of its operations; null where something was not. */
  readonly latencyMs: number | null
  /** What is in it; null for parts that all architectures have alike. */
  readonly content: PartContent | null
}

export interface NetworkStackData {
  readonly subject: StackSubject
  /** Whether the run is over, and it is what came out. */
  readonly ended: boolean
  /** The image. */
  readonly input: Shape
  /** Whether cells read the two parts before them. */
  readonly readsTwo: boolean
  readonly parts: readonly StackPart[]
  readonly macs: number
  readonly parameters: number
  /** Sum over the parts, where all are known. */
  readonly latencyMs: number | null
  /** The device that latencies were measured on. */
  readonly adapter: string | null
}

/** The network that a run stands for at the playhead, part by part. */
export function networkStack(run: ShownRun): NetworkStackData {
  const { timeline } = run
  const { config, latency = null } = timeline
  const format = datasetFormat(config.dataset)
  const { subject, key, genotype, build } = subjectOf(run)
  const costed = costedParts(config.space, key, subject === 'supernet' ? null : latency, build)
  const contents = stackContents(run, genotype)
  const parts = costed.map((part) => ({ ...part, content: contents(part) }))
  const times = parts.map(({ latencyMs }) => latencyMs)
  return {
    subject,
    ended: run.ended,
    input: format.input,
    readsTwo: readsTwo(config.space),
    parts,
    macs: parts.reduce((sum, { macs }) => sum + macs, 0),
    parameters: parts.reduce((sum, { parameters }) => sum + parameters, 0),
    latencyMs: times.every((time) => time !== null)
      ? times.reduce((sum, time) => sum + time, 0)
      : null,
    adapter: latency?.table.device.adapter ?? null,
  }
}

/** Cells of the DARTS and ENAS families read the two parts before them. */
function readsTwo({ kind }: SearchSpace): boolean {
  return kind === 'cell' || kind === 'enas-cell'
}

interface Subject {
  readonly subject: StackSubject
  /** Equal for equal networks of one space. */
  readonly key: string
  readonly genotype: Genotype | null
  readonly build: () => Network
}

function subjectOf({ timeline, snapshot, best, found }: ShownRun): Subject {
  const { space, dataset } = timeline.config
  const { input, classes } = datasetFormat(dataset)
  if (space.kind === 'cell' && snapshot && snapshot.alphas.length > 0) {
    const genotype = deriveGenotype(space, snapshot.gates)
    const { cells, channels } = space
    const key = JSON.stringify(genotype)
    const build = () => buildEvaluationNetwork(genotype, { cells, channels, input, classes })
    return { subject: 'derived', key, genotype, build }
  }
  if (best) {
    const build = () => buildArchitecture(space, best.choices, input, classes)
    return { subject: found ? 'found' : 'best', key: best.text, genotype: null, build }
  }
  const build = () => buildSpaceSupernet(space, input, classes)
  return { subject: 'supernet', key: '', genotype: null, build }
}

type CostedPart = Omit<StackPart, 'content'>

interface Costed {
  readonly space: SearchSpace
  readonly key: string
  readonly latency: LatencyModel | null
  readonly parts: readonly CostedPart[]
}

/** From snapshot to snapshot the network is mostly the same. */
let latest: Costed | null = null

function costedParts(
  space: SearchSpace,
  key: string,
  latency: LatencyModel | null,
  build: () => Network,
): readonly CostedPart[] {
  if (latest?.space === space && latest.key === key && latest.latency === latency) {
    return latest.parts
  }
  const network = build()
  const timeOf = latency ? partTimes(network, latency) : () => null
  const parts = networkParts(network).map((part) => ({ ...part, latencyMs: timeOf(part) }))
  latest = { space, key, latency, parts }
  return parts
}

function partTimes(network: Network, { table }: LatencyModel) {
  const measured = new Map(table.rows.map(({ key, latency }) => [key, latency?.medianMs ?? null]))
  const blocks = decompose(network).map(({ key, place }) => ({
    place,
    ms: measured.get(key) ?? null,
  }))
  return ({ paths }: NetworkPart): number | null => {
    const own = blocks.filter(({ place }) =>
      paths.some((path) => place === path || place.startsWith(`${path}/`)),
    )
    return own.reduce<number | null>(
      (sum, { ms }) => (sum === null || ms === null ? null : sum + ms),
      0,
    )
  }
}
