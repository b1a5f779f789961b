import type { SearchConfig } from '../run/config'

/** Names of settings as the page labels them, under `settings`. */
export type SettingName =
  | 'batch'
  | 'learningRate'
  | 'alphaLearningRate'
  | 'controllerLearningRate'
  | 'controllerAggregate'
  | 'weightPhaseSteps'
  | 'controllerUpdates'
  | 'derivationSamples'
  | 'generations'
  | 'population'
  | 'judgeImages'
  | 'childSteps'
  | 'tournament'
  | 'samples'
  | 'finalists'

export interface Setting {
  readonly name: SettingName
  readonly value: number
}

/** The hyper-parameters that matter to a method, in the order in which they act. */
export function settingsThatMatter({ strategy }: SearchConfig): Setting[] {
  const common = { batch: strategy.batch, learningRate: strategy.learningRate }
  return Object.entries({ ...common, ...ownSettings(strategy) }).map(([name, value]) => ({
    name: name as SettingName,
    value,
  }))
}

function ownSettings(strategy: SearchConfig['strategy']): Partial<Record<SettingName, number>> {
  switch (strategy.name) {
    case 'darts':
      return { alphaLearningRate: strategy.alphaLearningRate }
    case 'enas': {
      const { weightPhaseSteps, controllerUpdates, derivationSamples, controller } = strategy
      const controllerLearningRate = controller.learningRate
      return { weightPhaseSteps, controllerUpdates, controllerLearningRate, derivationSamples }
    }
    case 'spos': {
      const { generations, population, judgeImages } = strategy
      return { generations, population, judgeImages }
    }
    case 'rl': {
      const { childSteps, judgeImages, controller } = strategy
      const { aggregate, learningRate } = controller
      return {
        childSteps,
        judgeImages,
        controllerAggregate: aggregate,
        controllerLearningRate: learningRate,
      }
    }
    case 'evolution': {
      const { childSteps, judgeImages, population, tournament } = strategy
      return { childSteps, judgeImages, population, tournament }
    }
    case 'random': {
      const { sharing, samples, finalists, childSteps, judgeImages } = strategy
      return sharing ? { samples, finalists, judgeImages } : { childSteps, judgeImages }
    }
    case 'local': {
      const { childSteps, judgeImages } = strategy
      return { childSteps, judgeImages }
    }
  }
}
