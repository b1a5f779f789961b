import type { Gpu } from '../engine/device'
import { createOperationEngine } from '../engine/plan/inferenceEngine'
import type { NetworkBlock } from '../network/blocks'
import type { DeviceDescription, LatencyMeasurement, LatencyTable } from '../run/latency'
import type { Choices } from '../space/spaceModel'
import { describeDevice } from './describeDevice'
import { measureGroup } from './operationGroup'
import type { SamplingOptions } from './sampler'
import { spaceOperations, type SpaceFormat, type SpaceOperation } from './spaceOperations'
import { measureSteadily } from './steadily'

export interface TableOptions extends SamplingOptions {
  /** Measured earlier; rows with the same key on the same adapter are taken over. */
  readonly known?: LatencyTable | null
  /** Architectures of which every operation shall have a row, however rare. */
  readonly also?: readonly Choices[]
  /** Hears of the table so far, and of its share that has been measured. */
  readonly onTable?: (table: LatencyTable, fraction: number) => void
}

/** Operations measured by turns, which become known together. */
const GROUP = 8

/**
 * Measures the operations that architectures of a space are made of, the likeliest first. Together
 * with each few of them the likeliest of all is measured again, which tells when the device was
 * disturbed (`measureSteadily`); rows for which it still was say that they are throttled.
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
  const table = () => tableOf(format, device, operations, measured)
  const tell = () => {
    const done = operations.filter(({ block }) => measured.has(block.key)).length
    onTable(table(), done / operations.length)
  }
  tell()
  const missing = operations.flatMap(({ block }) => (measured.has(block.key) ? [] : [block]))
  const reference = await createOperationEngine(gpu, operations[0]!.block.network, { signal })
  try {
    const disturbed = await measureSteadily(groupsOf(missing), async (group) => {
      const { referenceMs, latencies } = await measureGroup(gpu, reference, group, { signal })
      group.forEach(({ key }, index) => measured.set(key, latencies[index]!))
      tell()
      return referenceMs
    })
    for (const { key } of disturbed.flat()) measured.set(key, throttled(measured.get(key)!))
  } finally {
    reference.destroy()
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

function groupsOf(blocks: readonly NetworkBlock[]): NetworkBlock[][] {
  return Array.from({ length: Math.ceil(blocks.length / GROUP) }, (_, group) =>
    blocks.slice(group * GROUP, (group + 1) * GROUP),
  )
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

function throttled(latency: LatencyMeasurement): LatencyMeasurement {
  return { ...latency, warnings: [...new Set([...latency.warnings, 'throttled' as const])] }
}
