import { mean, sampleStandardDeviation } from 'simple-statistics'
import type { LatencyBenchResult } from '../src/run/automation'
import type { Interval, LatencyMeasurement } from '../src/run/latency'

/** What `npm run bench -- latency` prints: a row per operation, network and repeat; the result last. */
export function latencyRows({
  model,
  repeats,
  msPerPrediction,
}: LatencyBenchResult): readonly object[] {
  const { table, fit, validation } = model
  if (!validation) throw new Error('No architecture was measured')
  const operations = table.rows.map(({ operation, input, output, stride, macs, ...row }) => ({
    row: 'operation',
    operation,
    input: shapeText(input),
    output: shapeText(output),
    stride,
    macs,
    frequency: row.frequency,
    ...(row.latency && figures(row.latency)),
  }))
  const networks = validation.trials.map(({ measured, ...trial }) => ({
    row: 'network',
    network: trial.text,
    macs: trial.macs,
    tableMs: rounded(trial.tableMs),
    predictedMs: rounded(trial.predictedMs),
    learnedMs: rounded(trial.learnedMs),
    ...figures(measured),
  }))
  const medians = repeats.map(({ medianMs }) => medianMs)
  const result = {
    bench: 'latency',
    networks: networks.length,
    coefficientOfVariation: rounded(sampleStandardDeviation(medians) / mean(medians)),
    spearman: rounded(validation.spearman.value),
    spearmanMacs: rounded(validation.spearmanMacs.value),
    spearmanLearned: rounded(validation.spearmanLearned.value),
    meanError: rounded(validation.meanError.value),
    meanErrorLearned: rounded(validation.meanErrorLearned.value),
    intervals: {
      spearman: bounds(validation.spearman),
      spearmanMacs: bounds(validation.spearmanMacs),
      spearmanLearned: bounds(validation.spearmanLearned),
      meanError: bounds(validation.meanError),
      meanErrorLearned: bounds(validation.meanErrorLearned),
    },
    operations: operations.length,
    repeats: repeats.length,
    medianMs: rounded(mean(medians)),
    offsetMs: rounded(fit.offsetMs),
    slope: rounded(fit.slope),
    perDispatchMs: rounded(fit.perDispatchMs),
    msPerPrediction: rounded(msPerPrediction),
    adapter: table.device.adapter,
  }
  const repeated = repeats.map((latency) => ({ row: 'repeat', ...figures(latency) }))
  return [...operations, ...networks, ...repeated, result]
}

function figures({ medianMs, lowMs, highMs, warnings, ...counts }: LatencyMeasurement) {
  const { batches, outliers, repeats, timer } = counts
  const times = { medianMs: rounded(medianMs), lowMs: rounded(lowMs), highMs: rounded(highMs) }
  return { ...times, batches, outliers, runsPerBatch: repeats, timer, warnings }
}

const bounds = ({ low, high }: Interval) => [rounded(low), rounded(high)]

const shapeText = ({
  height,
  width,
  channels,
}: {
  height: number
  width: number
  channels: number
}) => `${height}×${width}×${channels}`

const rounded = (value: number) => Number(value.toPrecision(4))
