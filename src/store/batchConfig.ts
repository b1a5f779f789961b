import type { BatchRequest } from '../run/automation'
import { withBatchStrategy, withSpace } from '../run/batchStrategy'
import { withDataset } from '../run/chosenData'
import { withMethod } from '../run/methods'
import type { SearchConfig } from '../run/config'
import { presetConfig } from '../run/presets'
import { parseSearchConfig } from '../run/schema'
import { imagesPerStep } from '../run/strategyPresets'
import { useWorkspace } from './workspace'

const DEFAULT_SEED = 1

/** What a batch request asks to be run. @throws Error when that is no search */
export function requestedConfig(request: BatchRequest): SearchConfig {
  const { preset, strategy, space, objective, config, seed } = request
  let asked: SearchConfig =
    config === undefined ? presetConfig(preset, seed ?? DEFAULT_SEED) : checked(config)
  if (space !== undefined) asked = withSpace(asked, space, preset)
  if (strategy === 'random-scratch') asked = withMethod(asked, strategy)
  else if (strategy !== undefined) asked = withBatchStrategy(asked, strategy, preset)
  if (request.data) {
    asked = withDataset(asked, useWorkspace.getState().history.present.dataset)
  }
  return checked({
    ...asked,
    objective: objective ?? asked.objective,
    seed: seed ?? asked.seed,
    budget: { steps: budgetSteps(asked, request) },
  })
}

/** A budget in images is as many steps as they are enough for, and one at least. */
function budgetSteps(config: SearchConfig, { budget }: BatchRequest): number {
  if (!budget) return config.budget.steps
  if (budget.unit === 'steps') return budget.amount
  return Math.max(1, Math.floor(budget.amount / imagesPerStep(config)))
}

function checked(config: unknown): SearchConfig {
  const parsed = parseSearchConfig(config)
  if (parsed.ok) return parsed.value
  const { path, message } = parsed.problem
  throw new Error(path ? `${path}: ${message}` : message)
}
