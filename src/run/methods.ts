import type { SearchSpace, SpaceKind } from '../space/searchSpace'
import type { SpaceName } from '../space/spacePresets'
import { fittedToSpace, withBatchStrategy, withSpace } from './batchStrategy'
import type { PresetName, SearchConfig, StrategySettings } from './config'
import { withGradient } from './objective'
import { PRESET_NAMES, presetConfig } from './presets'
import { ENAS_MACRO_CONTROLLER, PUBLISHED_STRATEGIES } from './publishedStrategies'
import { CONFIG_BOUNDS } from './configBounds'
import { spaceNameOf, spacePreset } from './spacePresets'
import { strategyPreset } from './strategyPresets'

/** The methods as people name them: some of them are one strategy, set up in two ways. */
export const METHODS = [
  'darts',
  'darts2',
  'enas',
  'spos',
  'rl',
  'evolution',
  'random',
  'random-scratch',
  'local',
] as const

export type Method = (typeof METHODS)[number]

export function methodOf({ strategy }: Pick<SearchConfig, 'strategy'>): Method {
  if (strategy.name === 'darts') return strategy.order === 'second' ? 'darts2' : 'darts'
  if (strategy.name === 'random') return strategy.sharing ? 'random' : 'random-scratch'
  return strategy.name
}

/** Whether a method has an answer in such a space: DARTS mixes the operations of a cell's edges. */
export function searches(method: Method, kind: SpaceKind): boolean {
  return kind === 'cell' || (method !== 'darts' && method !== 'darts2')
}

/** The method to take where the present one cannot search a space: the one it was made for. */
export function methodFor(kind: SpaceKind): Method {
  switch (kind) {
    case 'cell':
      return 'darts'
    case 'enas-cell':
    case 'enas-macro':
      return 'enas'
    case 'nas-bench-201':
      return 'evolution'
    case 'chain':
      return 'spos'
  }
}

/**
 * The same search by another method: data, seed, objective and space stay where the method can have
 * them, its settings are those of the preset nearest in size, and a budget that was made so many
 * times the preset's stays so many times that of the new method.
 */
export function withMethod(config: SearchConfig, method: Method): SearchConfig {
  if (methodOf(config) === method) return config
  const preset = scaleOf(config)
  const share = config.budget.steps / stepsOf(preset, methodOf(config))
  const found = withBatchStrategy(inSpaceFor(config, method, preset), strategyName(method), preset)
  const strategy = configured(found.strategy, method, preset)
  const steps = Math.round(share * stepsOf(preset, method))
  const { min, max } = CONFIG_BOUNDS.steps
  return {
    ...found,
    objective: strategy.name === 'darts' ? withGradient(config.objective) : config.objective,
    strategy: { ...strategy, batch: Math.min(strategy.batch, largestBatch(config)) },
    budget: { steps: Math.min(max, Math.max(min, steps)) },
  }
}

/** The same search in a published space, at the size of the preset nearest; by another method if need be. */
export function withNamedSpace(config: SearchConfig, name: SpaceName): SearchConfig {
  const preset = scaleOf(config)
  return withSpace(movable(config, spacePreset(preset, name).kind), name, preset)
}

/** The same search in the given space; by another method if need be. */
export function withGivenSpace(config: SearchConfig, space: SearchSpace): SearchConfig {
  return fittedToSpace({ ...movable(config, space.kind), space })
}

/** The same method in the same kind of space, at the size of a preset; data of one's own stays. */
export function withPreset(config: SearchConfig, preset: PresetName): SearchConfig {
  const { dataset } = config
  const fresh: SearchConfig = presetConfig(preset, config.seed)
  const base = dataset.own ? { ...fresh, dataset } : fresh
  const spaced = withSpace(
    movable(base, config.space.kind),
    spaceNameOf(config.space) ?? 'spos',
    preset,
  )
  const chosen = withMethod({ ...spaced, objective: config.objective }, methodOf(config))
  const strategy = dataset.own
    ? { ...chosen.strategy, batch: Math.min(chosen.strategy.batch, largestBatch(config)) }
    : chosen.strategy
  return { ...chosen, strategy, objective: config.objective }
}

/** Largest batch that fills from either half of the training images. */
export function largestBatch({ dataset }: Pick<SearchConfig, 'dataset'>): number {
  return Math.min(CONFIG_BOUNDS.batch.max, Math.floor(dataset.trainImages / 2))
}

/** The preset that a config is nearest to in size: by its data, or else by its length. */
function scaleOf(config: SearchConfig): PresetName {
  const data = JSON.stringify(config.dataset)
  const same = PRESET_NAMES.find((name) => JSON.stringify(presetConfig(name).dataset) === data)
  if (same) return same
  const distance = (preset: PresetName) =>
    Math.abs(Math.log(config.budget.steps / stepsOf(preset, methodOf(config))))
  return PRESET_NAMES.reduce((nearest, name) =>
    distance(name) < distance(nearest) ? name : nearest,
  )
}

function movable(config: SearchConfig, kind: SpaceKind): SearchConfig {
  return searches(methodOf(config), kind) ? config : withMethod(config, methodFor(kind))
}

function inSpaceFor(config: SearchConfig, method: Method, preset: PresetName): SearchConfig {
  return searches(method, config.space.kind) ? config : withSpace(config, 'darts', preset)
}

function strategyName(method: Method) {
  return method === 'random-scratch' ? 'random' : method
}

/** Random search without sharing trains children, as local search does. */
function configured(
  strategy: StrategySettings,
  method: Method,
  preset: PresetName,
): StrategySettings {
  if (strategy.name !== 'random') return strategy
  const sharing = method === 'random'
  const { strategy: shared } = strategyPreset(preset, 'random')
  if (sharing) return { ...shared, sharing }
  const { strategy: alone } = strategyPreset(preset, 'local')
  return { ...shared, ...alone, name: 'random', sharing }
}

function stepsOf(preset: PresetName, method: Method): number {
  if (method === 'random-scratch') return strategyPreset(preset, 'local').steps
  return strategyPreset(preset, method === 'darts2' ? 'darts' : method).steps
}

/** The published constants of a config's method, as it is set up for the config's space. */
export function publishedSettings(config: SearchConfig): StrategySettings {
  const { strategy } = config
  if (strategy.name === 'darts') return { ...PUBLISHED_STRATEGIES.darts, order: strategy.order }
  if (strategy.name === 'random' && !strategy.sharing) {
    const { random, local } = PUBLISHED_STRATEGIES
    return { ...random, ...local, name: 'random', sharing: false }
  }
  if (strategy.name === 'enas' && config.space.kind === 'enas-macro') {
    return { ...PUBLISHED_STRATEGIES.enas, controller: ENAS_MACRO_CONTROLLER }
  }
  return PUBLISHED_STRATEGIES[strategy.name]
}
