import type { TFunction } from 'i18next'
import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { edgeSource, edgeWork, type EdgeWork } from '../../network/edgeWork'
import type { SearchConfig } from '../../run/config'
import { datasetFormat } from '../../run/datasets'
import type { LatencyModel } from '../../run/latency'
import { reductionCells, type CellType } from '../../space/cellSpace'
import type { OperationName } from '../../space/operations'
import {
  adapterInUse,
  modelOf,
  readLatencies,
  thisDevice,
  useLatency,
} from '../../store/latencyState'
import { remembered } from '../../store/remembered'
import { useWorkspace } from '../../store/workspace'
import { drawnEdges } from '../../views/cellModel'
import type { EdgeFacts, EdgeReadoutText } from '../../views/edgeFacts'
import type { ShownRun } from '../../views/shownRun'
import type { CellAtPlayhead } from './useCellAtPlayhead'

/** What is known of an edge of the cell, by its row; and the words for it. */
export function useEdgeReadout(run: ShownRun, type: CellType, cell: CellAtPlayhead | null) {
  const { t } = useTranslation()
  const latency = useLatencyModel(run)
  const { config } = run.timeline
  const text = useMemo(() => readoutText(t, run, type, latency), [t, run, type, latency])
  const factsOf = useCallback(
    (row: number): EdgeFacts | null => {
      const edge = cell && drawnEdges({ ...cell, genotype: cell.derived })[row]
      if (!edge) return null
      const start = cell.table.offset + row * cell.table.columns
      return {
        ...edge,
        strands: edge.strands.map(({ operation, share: gate }) => {
          const gradients = run.snapshot?.alphaGradients
          const work = workOn(config, type, edge.from, operation)
          return {
            operation,
            gate,
            gradient: gradients?.[start + cell.operations.indexOf(operation)] ?? null,
            macs: work.macs,
            latencyMs: latency && timeOf(work, latency.model),
          }
        }),
      }
    },
    [cell, config, type, run.snapshot, latency],
  )
  return { factsOf, text }
}

const workOn = remembered(
  ({ space, dataset }: SearchConfig, type: CellType, from: number, operation: OperationName) =>
    JSON.stringify([space, datasetFormat(dataset), type, edgeSource(from), operation]),
  (
    { space, dataset }: SearchConfig,
    type: CellType,
    from: number,
    operation: OperationName,
  ): EdgeWork => {
    if (space.kind !== 'cell') throw new TypeError('Only cells of weighted edges have such')
    const edge = { type, source: edgeSource(from) }
    return edgeWork(space, edge, operation, datasetFormat(dataset))
  },
)

/** Sum of the table's measurements; null where one is missing. */
function timeOf({ keys }: EdgeWork, { table }: LatencyModel): number | null {
  const times = keys.map((key) => table.rows.find((row) => row.key === key)?.latency?.medianMs)
  return times.every((time) => time !== undefined)
    ? times.reduce((sum, time) => sum + time, 0)
    : null
}

interface KnownLatency {
  readonly model: LatencyModel
  /** Whether it was measured on the device in use. */
  readonly here: boolean
}

/** What the run predicted latencies with, else what this device measured of its space. */
function useLatencyModel({ timeline }: ShownRun): KnownLatency | null {
  const devices = useLatency((state) => state.devices)
  const adapter = useWorkspace(adapterInUse)
  const recorded = useWorkspace((state) => state.origin === 'recording')
  useEffect(() => void readLatencies(), [])
  const { latency, config } = timeline
  return useMemo(() => {
    if (latency)
      return { model: latency, here: !recorded && latency.table.device.adapter === adapter }
    const subject = { space: config.space, ...datasetFormat(config.dataset) }
    const model = modelOf(thisDevice(devices, adapter), subject)
    return model && { model, here: true }
  }, [latency, config, devices, adapter, recorded])
}

function readoutText(
  t: TFunction,
  { method, timeline, snapshot }: ShownRun,
  type: CellType,
  latency: KnownLatency | null,
): EdgeReadoutText {
  const { config } = timeline
  const mixes = method === 'darts' || method === 'darts2'
  const total = config.space.kind === 'cell' ? config.space.cells : 0
  const reductions = reductionCells(total).length
  const cells = type === 'reduce' ? reductions : total - reductions
  const notes = [
    t('methodViews.edge.macsNote', { count: cells, cell: t(`search.${type}`).toLowerCase() }),
    ...(snapshot?.alphaGradients ? [t('methodViews.edge.gradientNote')] : []),
    ...(latency
      ? [
          t('methodViews.edge.latencyNote', {
            where: latency.here
              ? t('methodViews.measuredHere')
              : t('methodViews.measuredThere', { adapter: latency.model.table.device.adapter }),
          }),
        ]
      : []),
  ]
  return {
    columns: {
      operation: t('views.operation'),
      gate: mixes ? t('views.gate') : t('methodViews.edge.likelihood'),
      gradient: t('methodViews.edge.gradient'),
      macs: 'MACs',
      latency: t('methodViews.edge.latency'),
    },
    derived: t('views.derived'),
    forced: t('views.forced'),
    dropped: t('methodViews.edge.dropped'),
    notes,
  }
}
