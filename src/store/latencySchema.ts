import * as v from 'valibot'
import type { DeviceProfile, LatencyModel } from '../run/latency'
import { integer, real } from '../run/schemaParts'
import { SpaceSchema } from '../run/spaceSchema'

/** Wider than anything that is measured, and narrow enough for no page to hang on what a file says. */
const MOST = {
  rows: 5_000,
  trials: 2_000,
  features: 200,
  limits: 200,
  models: 64,
  ms: 1e7,
  rate: 1e9,
  count: 1e15,
} as const

const Text = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^\P{Cc}*$/u))
const Milliseconds = real(0, MOST.ms)
const Count = integer({ min: 0, max: MOST.count })
const Time = v.pipe(v.string(), v.maxLength(40), v.isoTimestamp())
const Timer = v.picklist(['timestamps', 'clock'])
const Warnings = v.pipe(
  v.array(v.picklist(['coarse-timer', 'unsteady', 'throttled'])),
  v.maxLength(3),
)
const Shape = v.strictObject({ height: Count, width: Count, channels: Count })
const Device = v.strictObject({ adapter: Text(200), software: v.boolean() })

export const MeasurementSchema = v.strictObject({
  medianMs: Milliseconds,
  lowMs: Milliseconds,
  highMs: Milliseconds,
  batches: Count,
  outliers: Count,
  repeats: Count,
  timer: Timer,
  warnings: Warnings,
})

const Throughput = v.strictObject({
  median: real(0, MOST.rate),
  low: real(0, MOST.rate),
  high: real(0, MOST.rate),
})

export const ProfileSchema = v.strictObject({
  version: v.literal(1),
  device: Device,
  vendor: Text(200),
  architecture: Text(200),
  measuredAt: Time,
  features: v.pipe(v.array(Text(100)), v.maxLength(MOST.features)),
  limits: v.pipe(v.record(Text(100), real(0, Number.MAX_VALUE)), v.maxEntries(MOST.limits)),
  timer: v.strictObject({ kind: Timer, tickMs: Milliseconds }),
  dispatch: MeasurementSchema,
  submit: MeasurementSchema,
  gflops: Throughput,
  gigabytes: Throughput,
  coefficientOfVariation: real(0, 1e6),
  warnings: Warnings,
}) satisfies v.GenericSchema<unknown, DeviceProfile>

const Interval = v.strictObject({
  value: real(-1e9, 1e9),
  low: real(-1e9, 1e9),
  high: real(-1e9, 1e9),
})

const Row = v.strictObject({
  key: Text(4_000),
  operation: Text(80),
  chosen: v.boolean(),
  input: Shape,
  output: Shape,
  stride: Count,
  macs: Count,
  parameters: Count,
  frequency: real(0, 1e6),
  latency: v.nullable(MeasurementSchema),
})

const Trial = v.strictObject({
  text: Text(8_192),
  macs: Count,
  parameters: Count,
  tableMs: Milliseconds,
  predictedMs: real(-MOST.ms, MOST.ms),
  learnedMs: real(-MOST.ms, MOST.ms),
  measured: MeasurementSchema,
})

export const ModelSchema = v.strictObject({
  table: v.strictObject({
    version: v.literal(1),
    device: Device,
    measuredAt: Time,
    space: SpaceSchema,
    input: Shape,
    classes: Count,
    rows: v.pipe(v.array(Row), v.maxLength(MOST.rows)),
  }),
  fit: v.strictObject({
    offsetMs: real(-MOST.ms, MOST.ms),
    slope: real(-1e6, 1e6),
    perDispatchMs: real(0, MOST.ms),
  }),
  validation: v.nullable(
    v.strictObject({
      trials: v.pipe(v.array(Trial), v.maxLength(MOST.trials)),
      spearman: Interval,
      spearmanLearned: Interval,
      spearmanMacs: Interval,
      meanError: Interval,
      meanErrorLearned: Interval,
      remeasured: v.optional(v.boolean()),
    }),
  ),
}) satisfies v.GenericSchema<unknown, LatencyModel>

export const ModelsSchema = v.pipe(v.array(ModelSchema), v.maxLength(MOST.models))

/** One backend's answer on one architecture, as it is kept. */
export const ArchitectureLatencySchema = v.strictObject({
  backend: v.picklist(['plan', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu']),
  device: Device,
  latency: v.nullable(MeasurementSchema),
  problem: v.nullable(v.string()),
})
