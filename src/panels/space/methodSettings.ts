import { STRATEGY_BOUNDS } from '../../run/configBounds'
import type { StrategyName, StrategySettings } from '../../run/config'
import type { Bound } from '../../space/bounds'
import type { DesignMessages } from '../language/designEn'

type SettingLabel = {
  [Key in keyof DesignMessages['settings']]: DesignMessages['settings'][Key] extends string
    ? Key
    : never
}[keyof DesignMessages['settings']]

/** A number of a method that is worth touching. */
export interface MethodSetting {
  readonly label: Exclude<SettingLabel, `${string}_${string}` | 'title'>
  /** Its place in the settings; of two parts within the controller. */
  readonly path: readonly [string] | readonly ['controller', string]
  readonly bound: Bound
  readonly whole: boolean
  /** Whether a method can do without: 0 is then the same as not being there. */
  readonly dispensable?: boolean
}

const RATE: Bound = { min: 0, max: 10 }
const SHARE: Bound = { min: 0, max: 1 }

const whole = (key: MethodSetting['label'], bound: Bound): MethodSetting => ({
  label: key,
  path: [key],
  bound,
  whole: true,
})
const real = (key: MethodSetting['label'], bound: Bound): MethodSetting => ({
  ...whole(key, bound),
  whole: false,
})
const ofController = (
  label: MethodSetting['label'],
  key: string,
  bound: Bound,
  isWhole = false,
): MethodSetting => ({ label, path: ['controller', key], bound, whole: isWhole })

const { count, images, population, childSteps } = STRATEGY_BOUNDS
const countOrNone = { ...count, min: 0 }

const WEIGHTS = [real('learningRate', RATE)]
const CHILD = [...WEIGHTS, whole('childSteps', childSteps), whole('judgeImages', images)]
const CONTROLLER = [
  ofController('controllerLearningRate', 'learningRate', RATE),
  ofController('controllerEntropyWeight', 'entropyWeight', RATE),
  ofController('controllerBaselineDecay', 'baselineDecay', SHARE),
  ofController('controllerAggregate', 'aggregate', count, true),
]

const SETTINGS: Readonly<Record<StrategyName, readonly MethodSetting[]>> = {
  darts: [
    ...WEIGHTS,
    real('alphaLearningRate', RATE),
    { ...whole('warmUpSteps', countOrNone), dispensable: true },
  ],
  enas: [
    ...WEIGHTS,
    whole('weightPhaseSteps', count),
    whole('controllerUpdates', count),
    ...CONTROLLER,
    whole('derivationSamples', count),
  ],
  spos: [
    ...WEIGHTS,
    whole('generations', count),
    whole('population', population),
    whole('parents', population),
    whole('mutations', countOrNone),
    whole('crossovers', countOrNone),
    real('mutationProbability', SHARE),
    whole('recalibrationImages', images),
    whole('judgeImages', images),
  ],
  rl: [...CHILD, ...CONTROLLER],
  evolution: [
    ...CHILD,
    whole('population', population),
    whole('tournament', { min: 1, max: population.max }),
  ],
  random: [
    ...WEIGHTS,
    whole('samples', count),
    whole('finalists', count),
    whole('judgeImages', images),
  ],
  local: CHILD,
}

/** The handful of numbers that matter in a method, besides its length and batch. */
export function settingsOf(strategy: StrategySettings): readonly MethodSetting[] {
  return strategy.name === 'random' && !strategy.sharing ? CHILD : SETTINGS[strategy.name]
}

/** @throws TypeError when the method has no such number */
export function settingValue(
  strategy: StrategySettings,
  { path, dispensable }: MethodSetting,
): number {
  const value = path.reduce<unknown>(
    (found, key) => (found as Readonly<Record<string, unknown>>)[key],
    strategy,
  )
  if (typeof value === 'number') return value
  if (value === undefined && dispensable) return 0
  throw new TypeError(`${strategy.name} has no number ${path.join('.')}`)
}

export function withSetting(
  strategy: StrategySettings,
  { path, dispensable }: MethodSetting,
  value: number,
): StrategySettings {
  const [first, second] = path
  if (dispensable && value === 0) {
    const others = Object.entries(strategy).filter(([name]) => name !== first)
    return Object.fromEntries(others) as unknown as StrategySettings
  }
  if (second === undefined) return { ...strategy, [first]: value }
  if (!('controller' in strategy)) return strategy
  return { ...strategy, controller: { ...strategy.controller, [second]: value } }
}
