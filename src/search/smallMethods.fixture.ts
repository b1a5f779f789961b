import { withBatchStrategy } from '../run/batchStrategy'
import type { SearchConfig, StrategySettings } from '../run/config'
import { plantedConfig } from './plantedSearch.fixture'

/** Whatever a method takes of these it takes; small enough for a run of some twenty steps. */
const SMALL = {
  batch: 4,
  childSteps: 3,
  judgeImages: 8,
  recalibrationImages: 8,
  samples: 6,
  finalists: 2,
  generations: 2,
  population: 4,
  parents: 2,
  mutations: 2,
  crossovers: 1,
  tournament: 2,
  weightPhaseSteps: 4,
  controllerUpdates: 2,
  derivationSamples: 2,
}
const SMALL_CONTROLLER = { hidden: 4, aggregate: 2 }

/** The planted problem by any method, over in a moment. */
export function smallConfig(name: StrategySettings['name']): SearchConfig {
  const { strategy, ...config } = withBatchStrategy(plantedConfig(), name, 'tiny')
  const known = Object.entries(SMALL).filter(([setting]) => setting in strategy)
  const controller =
    'controller' in strategy ? { controller: { ...strategy.controller, ...SMALL_CONTROLLER } } : {}
  const small = { ...strategy, ...Object.fromEntries(known), ...controller }
  return { ...config, strategy: small, budget: { steps: 9 } }
}
