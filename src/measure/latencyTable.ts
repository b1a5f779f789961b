import type { Gpu } from '../engine/device'
import type { NetworkBlock } from '../network/blocks'
import type { DeviceDescription, LatencyMeasurement, LatencyTable } from '../run/latency'
import type { Choices } from '../space/spaceModel'
import { describeDevice } from './describeDevice'
import { OperationSamplers } from './operationSamplers'
import type { SamplingOptions } from './sampler'
import { spaceOperations, type SpaceFormat, type SpaceOperation } from './spaceOperations'

export interface TableOptions extends SamplingOptions {
  /** Measured earlier; rows with the same key on the same adapter are taken over. */
  readonly known?: LatencyTable | null
  /** Architectures of which every operation shall have a row, however rare. */
  readonly also?: readonly Choices[]
  /** Hears of the table so far, and of its share that has been measured. */
  readonly onTable?: (table: LatencyTable, fraction: number) => void
}

/** Operations that become known together. */
const GROUP = 8

/** Of all batches, those that are taken of a group before the next: enough for a first figure. */
const FIRST = 0.4

/** Rounds over all operations between two tables that are told of. */
const TOLD_EVERY = 10

/**
 * Measures the operations that architectures of a space are made of: first in groups, the likeliest
 * first, then all by turns, round after round. An operation whose group was disturbed by something
 * else on the machine is so made good for, and all are measured under the same circumstances.
 *
 * @throws RangeError when the space has no architecture
 */
export async function measureTable(
  gpu: Gpu,
  format: SpaceFormat,
  { known = null, also, signal, onTable = () => undefined }: TableOptions = {},
): Promise<LatencyTable> {
  const device = describeDevice(gpu)
  const operations = spaceOperations(format, also)
  const measured = new Map(knownLatencies(known, device))
  const missing = operations.flatMap(({ block }) => (measured.has(block.key) ? [] : [block]))
  const samplers = new OperationSamplers(gpu)
  const table = () => tableOf(format, device, operations, measured)
  const take = (blocks: readonly NetworkBlock[], fraction: number) => {
    for (const block of blocks) measured.set(block.key, samplers.measurement(block))
    onTable(table(), fraction)
  }
  onTable(table(), missing.length === 0 ? 1 : 0)
  try {
    for (let first = 0; first < missing.length; first += GROUP) {
      const group = missing.slice(first, first + GROUP)
      await samplers.open(group, { signal })
      await samplers.settle(group, FIRST, { signal })
      take(group, (FIRST * (first + group.length)) / missing.length)
    }
    let rounds = 0
    await samplers.settle(missing, 1, {
      signal,
      onProgress: (fraction) => {
        if (++rounds % TOLD_EVERY === 0) take(missing, Math.max(FIRST, fraction))
      },
    })
    if (missing.length > 0) take(missing, 1)
  } finally {
    samplers.close()
  }
  return table()
}

function knownLatencies(
  known: LatencyTable | null,
  { adapter }: DeviceDescription,
): [string, LatencyMeasurement][] {
  if (known?.device.adapter !== adapter) return []
  return known.rows.flatMap(({ key, latency }) => (latency ? [[key, latency]] : []))
}

function tableOf(
  { space, input, classes }: SpaceFormat,
  device: DeviceDescription,
  operations: readonly SpaceOperation[],
  measured: ReadonlyMap<string, LatencyMeasurement>,
): LatencyTable {
  return {
    version: 1,
    device,
    measuredAt: new Date().toISOString(),
    space,
    input,
    classes,
    rows: operations.map(({ block, frequency }) => {
      const { key, operation, chosen, input: reads, output, stride, macs, parameters } = block
      const latency = measured.get(key) ?? null
      const figures = { macs, parameters, frequency, latency }
      return { key, operation, chosen, input: reads, output, stride, ...figures }
    }),
  }
}
