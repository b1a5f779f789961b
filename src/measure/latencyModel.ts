import type { Gpu } from '../engine/device'
import { multiplyAccumulates } from '../network/cost'
import { parameterCount, type Network } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import type {
  LatencyMeasurement,
  LatencyModel,
  LatencyNews,
  LatencyRequest,
  LatencyTable,
} from '../run/latency'
import type { Choices } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { fitLatency, PLAIN_SUM } from './latencyFit'
import { measureTable } from './latencyTable'
import { networkFeatures } from './networkFeatures'
import { measureNetworks } from './networkLatency'
import { randomArchitectures } from '../space/randomArchitectures'
import type { SamplingOptions } from './sampler'
import { measuredRows, sumRows } from './tableRows'
import { isPoor, validateLatency, type MeasuredArchitecture } from './validation'

export interface ModelOptions extends SamplingOptions {
  readonly onNews?: (news: LatencyNews) => void
}

/** A row in more architectures than this is one that a poor prediction may be owed to. */
const FREQUENT = 0.4

/**
 * Measures what predicts the latency of any architecture of a space: the table of its operations, and
 * random architectures end to end, which the table is fitted to. Where that predicts poorly, the
 * frequent rows and the architectures are measured once more.
 *
 * @throws RangeError when the space has no architecture; AbortError when the signal says so
 */
export async function measureLatencyModel(
  gpu: Gpu,
  request: LatencyRequest,
  options: ModelOptions = {},
): Promise<LatencyModel> {
  const first = await measureOnce(gpu, request, options)
  const model =
    first.validation && isPoor(first.validation)
      ? told(await measureOnce(gpu, { ...request, known: withoutFrequent(first.table) }, options))
      : first
  options.onNews?.({ type: 'model', model })
  return model
}

const told = ({ validation, ...model }: LatencyModel): LatencyModel => ({
  ...model,
  validation: validation && { ...validation, remeasured: true },
})

async function measureOnce(
  gpu: Gpu,
  request: LatencyRequest,
  { signal, onNews = () => undefined }: ModelOptions,
): Promise<LatencyModel> {
  const architectures = drawnArchitectures(request)
  const table = await measureTable(gpu, request, {
    known: request.known,
    also: architectures.map(({ choices }) => choices),
    signal,
    onTable: (soFar, fraction) => {
      onNews({ type: 'table', table: soFar })
      onNews({ type: 'progress', task: 'table', fraction })
    },
  })
  if (architectures.length === 0) return { table, fit: PLAIN_SUM, validation: null }
  const networks = architectures.map(({ network }) => network)
  const latencies = await measureNetworks(gpu, networks, {
    signal,
    onProgress: (fraction) => onNews({ type: 'progress', task: 'networks', fraction }),
  })
  const measured = architectures.map((architecture, index) =>
    withLatency(architecture, table, latencies[index]!),
  )
  return {
    table,
    fit: fitLatency(measured),
    validation: validateLatency(measured, splitKey(randomKey(request.seed), 'bootstrap')),
  }
}

interface DrawnArchitecture {
  readonly text: string
  readonly choices: Choices
  readonly network: Network
}

function drawnArchitectures(request: LatencyRequest): DrawnArchitecture[] {
  const { space, input, classes, networks, seed } = request
  if (networks === 0) return []
  const model = spaceModel(space)
  const key = splitKey(randomKey(seed), 'latency')
  return randomArchitectures(model, networks, key).map((choices) => ({
    text: model.format(choices),
    choices,
    network: buildArchitecture(space, choices, input, classes),
  }))
}

function withLatency(
  { text, network }: DrawnArchitecture,
  table: LatencyTable,
  measured: LatencyMeasurement,
): MeasuredArchitecture {
  const sums = sumRows(measuredRows(table), network)
  if (!sums) throw new Error(`The table lacks an operation of ${text}`)
  return {
    text,
    macs: multiplyAccumulates(network),
    parameters: parameterCount(network),
    ...sums('medianMs'),
    features: networkFeatures(network, table),
    measured,
  }
}

/** Without those that nearly all architectures have, whose errors all predictions share. */
function withoutFrequent(table: LatencyTable): LatencyTable {
  return { ...table, rows: table.rows.filter(({ frequency }) => frequency < FREQUENT) }
}
