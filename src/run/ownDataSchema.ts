import * as v from 'valibot'
import { CONFIG_BOUNDS } from './configBounds'
import { OwnDatasetSchema, OwnNameSchema } from './datasetSchema'
import { DATA_SOURCES, type KeptData } from './ownData'
import { integer, real } from './schemaParts'

const counts = (max: number) => v.array(integer({ min: 0, max }))
const channels = v.pipe(v.array(real(0, 1)), v.maxLength(3))

const KeptDataSchema = v.strictObject({
  version: v.literal(1),
  name: OwnNameSchema,
  own: OwnDatasetSchema,
  source: v.picklist(DATA_SOURCES),
  trainCounts: counts(CONFIG_BOUNDS.trainImages.max),
  testCounts: counts(CONFIG_BOUNDS.testImages.max),
  testTaken: v.boolean(),
  mean: channels,
  deviation: channels,
  bytes: integer({ min: 1, max: 2 ** 31 }),
  keptAt: v.string(),
}) satisfies v.GenericSchema<unknown, KeptData>

/** Null for what storage holds that is no description of data, as of a later version. */
export function parseKeptData(value: unknown): KeptData | null {
  const parsed = v.safeParse(KeptDataSchema, value)
  return parsed.success ? parsed.output : null
}
