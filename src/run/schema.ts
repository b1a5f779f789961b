import * as v from 'valibot'
import type { SearchConfig } from './config'
import { CONFIG_BOUNDS } from './configBounds'
import { DatasetSchema } from './datasetSchema'
import { hasGradient } from './objective'
import { ObjectiveSchema } from './objectiveSchema'
import { integer } from './schemaParts'
import { SpaceSchema } from './spaceSchema'
import { StrategySchema } from './strategySchema'

export const SearchConfigSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    space: SpaceSchema,
    strategy: StrategySchema,
    // Configs made before there was a choice have none.
    objective: v.optional(ObjectiveSchema, { kind: 'accuracy' }),
    dataset: DatasetSchema,
    budget: v.strictObject({ steps: integer(CONFIG_BOUNDS.steps) }),
    seed: integer(CONFIG_BOUNDS.seed),
  }),
  v.check(
    ({ strategy, dataset }) => 2 * strategy.batch <= dataset.trainImages,
    'Each half of the training images must fill at least one batch',
  ),
  v.check(
    ({ strategy, space }) => strategy.name !== 'darts' || space.kind === 'cell',
    'DARTS searches cells of weighted edges; other spaces need another method',
  ),
  v.check(
    ({ strategy, objective }) => strategy.name !== 'darts' || hasGradient(objective),
    'DARTS follows gradients: its objective is accuracy, or additive or log-product over latency, MACs or parameters',
  ),
) satisfies v.GenericSchema<unknown, SearchConfig>

export interface ConfigProblem {
  /** Dotted path of the value, for example `space.nodes`; empty for the config as a whole. */
  readonly path: string
  readonly message: string
}

export type ConfigResult =
  | { readonly ok: true; readonly value: SearchConfig }
  | { readonly ok: false; readonly problem: ConfigProblem }

/** Takes a config from outside (a link, a file, storage); anything out of bounds is refused. */
export function parseSearchConfig(input: unknown): ConfigResult {
  const result = v.safeParse(SearchConfigSchema, input, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  return { ok: false, problem: problemOf(result.issues[0]) }
}

export function problemOf(issue: v.BaseIssue<unknown>): ConfigProblem {
  return { path: v.getDotPath(issue) ?? '', message: issue.message }
}
