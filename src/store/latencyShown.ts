import type { ArchitectureLatency, LatencyEstimate, LatencyMeasurement } from '../run/latency'
import type { SharedLatency } from '../share/link'
import {
  measuredEstimate,
  predictLatency,
  timedArchitecture,
  type TimedArchitecture,
} from './latencyArchitecture'
import { datasetFormat } from '../run/datasets'
import { architectureKey } from './latencyKeys'
import { adapterInUse, modelOf, thisDevice, type useLatency } from './latencyState'
import type { ShownArchitecture } from './shown'
import type { Workspace } from './workspace'

type LatencyState = ReturnType<typeof useLatency.getState>

/** What is known of the latency of the architecture in the result column. */
export interface ShownLatency {
  /** What would be measured; null where its size is not known. */
  readonly timed: TimedArchitecture | null
  /** On this device, measured or else predicted. */
  readonly here: LatencyEstimate | null
  /** What `here` was measured as; null where it is a prediction, or was measured by another page. */
  readonly measurement: LatencyMeasurement | null
  /** Every backend that was asked here. */
  readonly backends: readonly ArchitectureLatency[]
  /** As a link or a recording tells, on the device it names. */
  readonly elsewhere: SharedLatency | null
}

type Subject = Pick<ShownArchitecture, 'text' | 'genotype' | 'space' | 'config' | 'origin'>

export interface ShownSources extends Pick<
  Workspace,
  'engine' | 'device' | 'record' | 'origin' | 'imported'
> {
  /** Of the run on screen; null where there is none. */
  readonly adapter: string | null
}

export function shownLatency(
  shown: Subject,
  page: ShownSources,
  { devices, architectures }: Pick<LatencyState, 'devices' | 'architectures'>,
): ShownLatency {
  const adapter = adapterInUse(page)
  const timed = timedArchitecture(shown)
  const kept = timed && architectures.get(architectureKey(adapter ?? '', timed))
  const backends = kept?.results ?? []
  const ofRun = measuredByRun(shown, page)
  const runsHere = page.origin !== 'recording' && page.adapter === adapter
  const measurement =
    backends.find(({ backend }) => backend === 'plan')?.latency ?? (runsHere ? ofRun : null)
  const model = modelOf(thisDevice(devices, adapter), {
    space: shown.config.space,
    ...datasetFormat(shown.config.dataset),
  })
  const predicted = timed && model && !measurement ? predictLatency(model, timed) : null
  return {
    timed,
    here: measurement ? measuredEstimate(measurement) : predicted,
    measurement,
    backends,
    elsewhere:
      page.imported?.latency ??
      (ofRun && !runsHere ? sharedLatency(ofRun, page.adapter ?? '?') : null),
  }
}

/** What a run measured of the architecture it concluded with, if it is the one that is shown. */
function measuredByRun(
  { origin, text }: Subject,
  { record }: Pick<Workspace, 'record'>,
): LatencyMeasurement | null {
  return origin === 'run' && record?.text === text ? (record.latency ?? null) : null
}

/** As many as are shown: more would round to another figure there. */
const DIGITS = 3

/** A latency as links carry it. */
export function sharedLatency(
  { medianMs, lowMs, highMs }: Pick<LatencyMeasurement, 'medianMs' | 'lowMs' | 'highMs'>,
  device: string,
): SharedLatency {
  const rounded = (ms: number) => Number(ms.toPrecision(DIGITS))
  return {
    medianMs: rounded(medianMs),
    lowMs: rounded(lowMs),
    highMs: rounded(highMs),
    device,
  }
}
