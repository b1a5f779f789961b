/** Recorded runs that were never run: as long as asked for, and alike each time. */
import { softmaxRows } from '../src/network/gates'
import { gateCount, type GateTable } from '../src/network/network'
import { buildSpaceSupernet } from '../src/network/spaceNetworks'
import { normal, randomKey, splitKey, uniform } from '../src/random/random'
import type { DatasetSettings, SearchConfig } from '../src/run/config'
import { datasetFormat } from '../src/run/datasets'
import type { Candidate, Evaluation, PolicySnapshot, Snapshot } from '../src/run/events'
import { methodOf, withMethod, type Method } from '../src/run/methods'
import { presetConfig } from '../src/run/presets'
import { drawUniform } from '../src/space/draws'
import type { SpaceModel } from '../src/space/spaceModel'
import { spaceModel } from '../src/space/spaceModels'
import type { Recording } from '../src/store/recordingFormat'
import { CandidateCosts } from '../src/strategies/costs'
import { mutateOne } from '../src/strategies/operators'

export const SYNTHETIC_RUNS = ['darts-tiny', 'darts', 'spos', 'enas', 'evolution'] as const

export type SyntheticRun = (typeof SYNTHETIC_RUNS)[number]

/** Test accuracies measured on the way. */
const EVALUATIONS = 8

/** SPOS breeds generations of so many. */
const GENERATION = 50

/** What a controller learns from at once. */
const AGGREGATE = 2

const KEY = splitKey(randomKey(1), 'synthetic run')

/**
 * A finished run of `snapshots` snapshots; of methods that judge architectures, one with as many
 * candidates. Alphas drift apart, losses fall in noise, and candidates become better.
 *
 * @param dataset in place of the tiny preset's
 */
export function syntheticRun(
  name: SyntheticRun,
  snapshots: number,
  dataset?: DatasetSettings,
): Recording {
  const config = { ...configOf(name, snapshots), ...(dataset && { dataset }) }
  const { input, classes } = datasetFormat(config.dataset)
  const network = buildSpaceSupernet(config.space, input, classes)
  const { gateTables } = network
  const model = spaceModel(config.space)
  const drift = driftOf(gateCount(network), snapshots)
  const method = methodOf(config)
  const mixes = method === 'darts'
  const points = Array.from({ length: snapshots }, (_, index) =>
    snapshotOf(index, snapshots, drift, gateTables, mixes),
  )
  const costs = new CandidateCosts(config.space, input, classes)
  const candidates = mixes ? [] : candidatesOf(method, snapshots, model, costs)
  const policies = method === 'enas' ? policiesOf(model, snapshots) : []
  return {
    recordedAt: '2026-01-01T00:00:00.000Z',
    timeline: {
      config,
      engine: null,
      gateTables,
      steps: snapshots,
      snapshots: points,
      evaluations: evaluationsOf(snapshots, classes),
      candidates,
      policies,
    },
    record: null,
    alphaHash: null,
  }
}

/** Tiny or published in its space, set up so that a step of it can judge what a snapshot tells. */
function configOf(name: SyntheticRun, snapshots: number): SearchConfig {
  const tiny = presetConfig('tiny')
  const published = { ...tiny, space: presetConfig('desktop').space }
  const base: SearchConfig = name === 'darts-tiny' ? tiny : published
  const method: Method = name === 'darts-tiny' ? 'darts' : name
  const { strategy, ...config } = withMethod(base, method)
  const budget = { steps: snapshots }
  switch (strategy.name) {
    case 'spos': {
      const generations = Math.ceil(snapshots / GENERATION)
      return { ...config, budget, strategy: { ...strategy, generations, population: GENERATION } }
    }
    case 'enas': {
      const controller = { ...strategy.controller, aggregate: AGGREGATE }
      return { ...config, budget, strategy: { ...strategy, controller } }
    }
    default:
      return { ...config, budget, strategy }
  }
}

/** Where alphas stand at a snapshot: each goes its own way, undecided at first. */
type Drift = (snapshot: number) => Float32Array

function driftOf(size: number, snapshots: number): Drift {
  const aims = Float32Array.from({ length: size }, (_, i) => normal(splitKey(KEY, 'aims'), i))
  const phases = Float32Array.from({ length: size }, (_, i) => uniform(splitKey(KEY, 'phases'), i))
  return (snapshot) => {
    const done = snapshot / snapshots
    return aims.map(
      (aim, i) => aim * done + 0.3 * done * Math.sin(20 * (done + (phases[i] as number))),
    )
  }
}

function snapshotOf(
  index: number,
  snapshots: number,
  drift: Drift,
  tables: readonly GateTable[],
  mixes: boolean,
): Snapshot {
  const done = index / snapshots
  const noise = (kind: string) => normal(splitKey(KEY, kind), index)
  const alphas = drift(index)
  const gates = softmaxRows(alphas, tables)
  const accuracy = (kind: string) => Math.min(1, Math.max(0, 0.2 + 0.6 * done + 0.08 * noise(kind)))
  return {
    step: index + 1,
    elapsedMs: 500 * (index + 1),
    trainLoss: 2.3 * Math.exp(-2 * done) + 0.1 * Math.abs(noise('train loss')),
    trainAccuracy: accuracy('train accuracy'),
    validLoss: 2.3 * Math.exp(-1.6 * done) + 0.15 * Math.abs(noise('valid loss')),
    validAccuracy: accuracy('valid accuracy'),
    learningRate: 0.05 * (1 + Math.cos(Math.PI * done)),
    alphas: mixes ? alphas : new Float32Array(0),
    ...(mixes && {
      alphaGradients: alphas.map((alpha, i) => 0.01 * alpha * noise(`gradient ${i}`)),
    }),
    gates,
    usage: { imagesTrained: 24 * index, imagesJudged: 0, gpuMs: 480 * index },
  }
}

function candidatesOf(
  method: Method,
  count: number,
  space: SpaceModel,
  costs: CandidateCosts,
): Candidate[] {
  const candidates: Candidate[] = []
  for (let id = 0; id < count; id++) {
    const key = splitKey(splitKey(KEY, 'candidate'), id)
    const generation = method === 'enas' ? null : Math.floor(id / GENERATION)
    const parent = generation ? candidates[id - GENERATION + (id % 3)] : undefined
    const mutant = parent && mutateOne(space, parent.choices, key)
    const choices = mutant ?? drawUniform(space, key) ?? space.decisions.map(() => 0)
    const luck = 0.05 * normal(key, 1)
    const accuracy = Math.min(0.99, Math.max(0.1, 0.5 + 0.3 * (id / count) + luck))
    candidates.push({
      id,
      choices,
      text: space.format(choices),
      accuracy,
      loss: 1 - accuracy,
      score: accuracy,
      cost: costs.of(choices),
      step: id + 1,
      origin: mutant ? 'mutation' : method === 'enas' ? 'sample' : 'random',
      parents: mutant && parent ? [parent.id] : [],
      generation,
      images: null,
    })
  }
  return candidates
}

function policiesOf({ decisions }: SpaceModel, count: number): PolicySnapshot[] {
  let offset = 0
  const tables = decisions.map(({ name, options }) => {
    const table = { name, offset, rows: 1, columns: options.length }
    offset += options.length
    return table
  })
  const drift = driftOf(offset, count)
  return Array.from({ length: count / AGGREGATE }, (_, update) => {
    const step = AGGREGATE * (update + 1)
    const probabilities = softmaxRows(drift(step), tables)
    const surprise = probabilities.reduce((sum, p) => sum - p * Math.log(p), 0)
    const baseline = 0.5 + 0.3 * (step / count)
    return {
      step,
      probabilities,
      entropy: surprise / decisions.length,
      reward: baseline + 0.05 * normal(splitKey(KEY, 'reward'), update),
      baseline,
    }
  })
}

function evaluationsOf(steps: number, classes: number): Evaluation[] {
  return Array.from({ length: EVALUATIONS }, (_, index) => {
    const accuracy = 0.3 + (0.5 * (index + 1)) / EVALUATIONS
    const perClass = 100
    const confusion = Array.from({ length: classes * classes }, (_, cell) => {
      const right = Math.floor(cell / classes) === cell % classes
      return Math.round(perClass * (right ? accuracy : (1 - accuracy) / (classes - 1)))
    })
    const step = Math.round((steps * (index + 1)) / EVALUATIONS)
    return { step, loss: 2 - 1.5 * accuracy, accuracy, images: classes * perClass, confusion }
  })
}
