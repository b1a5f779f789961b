import * as v from 'valibot'
import { STRATEGY_BOUNDS } from './configBounds'
import { integer, real } from './schemaParts'
import type { StrategySettings } from './strategySettings'

/** Of moving averages: 1 would never forget. */
const Decay = v.pipe(real(0, 1), v.notValue(1))
const Rate = real(0, 10)
const count = integer(STRATEGY_BOUNDS.count)
const countOrNone = integer({ min: 0, max: STRATEGY_BOUNDS.count.max })
const images = integer(STRATEGY_BOUNDS.images)
const population = integer(STRATEGY_BOUNDS.population)

const WEIGHTS = {
  batch: integer(STRATEGY_BOUNDS.batch),
  learningRate: Rate,
  learningRateMin: Rate,
  momentum: Decay,
  weightDecay: real(0, 1),
  gradientClip: real(0, 1e6),
}

const CHILD = {
  ...WEIGHTS,
  childSteps: integer(STRATEGY_BOUNDS.childSteps),
  judgeImages: images,
}

const Controller = v.strictObject({
  hidden: integer(STRATEGY_BOUNDS.hidden),
  initialRange: real(0, 10),
  learningRate: Rate,
  betas: v.tuple([Decay, Decay]),
  epsilon: real(1e-12, 1),
  entropyWeight: real(0, 10),
  baselineDecay: real(0, 1),
  temperature: real(1e-3, 1e3),
  tanhConstant: real(0, 100),
  operationTanhReduce: real(1e-3, 1e3),
  skipTarget: v.pipe(real(0, 1), v.notValue(0), v.notValue(1)),
  skipWeight: real(0, 100),
  aggregate: count,
})

const Sampling = v.variant('kind', [
  v.strictObject({ kind: v.literal('uniform') }),
  v.pipe(
    v.strictObject({
      kind: v.literal('macs-bins'),
      least: real(0, 1e15),
      most: real(0, 1e15),
      width: real(1, 1e15),
      tries: count,
    }),
    v.check(({ least, most }) => least < most, 'The bins must end above where they begin'),
  ),
])

export const StrategySchema = v.variant('name', [
  v.strictObject({
    name: v.literal('darts'),
    // Configs made before there was a choice have none.
    order: v.optional(v.picklist(['first', 'second']), 'first'),
    ...WEIGHTS,
    alphaLearningRate: Rate,
    alphaBetas: v.tuple([Decay, Decay]),
    alphaWeightDecay: real(0, 1),
    warmUpSteps: v.optional(countOrNone),
  }),
  v.strictObject({
    name: v.literal('enas'),
    ...WEIGHTS,
    controller: Controller,
    weightPhaseSteps: count,
    controllerUpdates: count,
    derivationSamples: count,
  }),
  v.strictObject({
    name: v.literal('spos'),
    ...WEIGHTS,
    sampling: Sampling,
    generations: count,
    population,
    parents: population,
    mutations: countOrNone,
    crossovers: countOrNone,
    mutationProbability: real(0, 1),
    recalibrationImages: images,
    judgeImages: images,
  }),
  v.strictObject({ name: v.literal('rl'), ...CHILD, controller: Controller }),
  v.strictObject({
    name: v.literal('evolution'),
    ...CHILD,
    population,
    tournament: integer({ min: 1, max: STRATEGY_BOUNDS.population.max }),
  }),
  v.strictObject({
    name: v.literal('random'),
    ...CHILD,
    sharing: v.boolean(),
    samples: count,
    finalists: count,
  }),
  v.strictObject({ name: v.literal('local'), ...CHILD }),
]) satisfies v.GenericSchema<unknown, StrategySettings>
