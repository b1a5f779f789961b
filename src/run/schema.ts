import * as v from 'valibot'
import type { SpaceProblem } from '../space/bounds'
import { validateSpace } from '../space/bounds'
import { OPERATIONS } from '../space/operations'
import type { SearchConfig } from './config'
import { ObjectiveSchema } from './objectiveSchema'
import { integer } from './schemaParts'
import { STRATEGY_BOUNDS, StrategySchema } from './strategySchema'

/** Bounds of the numbers in a config: wide enough for the published searches, and for no page to hang. */
export const CONFIG_BOUNDS = {
  batch: STRATEGY_BOUNDS.batch,
  steps: { min: 1, max: 1_000_000 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  trainImages: { min: 4, max: 60_000 },
  testImages: { min: 1, max: 10_000 },
  cropPadding: { min: 0, max: 8 },
} as const

const CellSpaceSchema = v.pipe(
  v.strictObject({
    kind: v.literal('cell'),
    nodes: v.number(),
    operations: v.pipe(v.array(v.picklist(OPERATIONS)), v.maxLength(OPERATIONS.length)),
    cells: v.number(),
    channels: v.number(),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const problem of validateSpace(dataset.value)) addIssue({ message: sentence(problem) })
  }),
)

const DatasetSchema = v.strictObject({
  name: v.literal('fashion-mnist'),
  trainImages: integer(CONFIG_BOUNDS.trainImages),
  testImages: integer(CONFIG_BOUNDS.testImages),
  augmentation: v.strictObject({
    cropPadding: integer(CONFIG_BOUNDS.cropPadding),
    flip: v.boolean(),
  }),
})

export const SearchConfigSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    space: CellSpaceSchema,
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
    ({ strategy, objective }) => strategy.name !== 'darts' || objective.kind === 'accuracy',
    'DARTS follows the gradient of the loss: its objective is accuracy alone',
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

function sentence(problem: SpaceProblem): string {
  switch (problem.code) {
    case 'out-of-bounds':
      return `${problem.field} must be an integer from ${problem.bound.min} to ${problem.bound.max}`
    case 'no-operation':
      return 'The space needs an operation besides none'
    case 'repeated-operation':
      return `${problem.operation} is listed twice`
    case 'not-searchable':
      return `${problem.operation} cannot be searched`
    case 'odd-channels':
      return `${problem.field} must be even`
    case 'no-widening':
      return `${problem.field} changes shape, so it needs more channels than it reads`
    case 'repeated-width':
      return `The width ${problem.value} is listed twice`
  }
}
