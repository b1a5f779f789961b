import { create } from 'zustand'
import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'
import type {
  ArchitectureLatency,
  DeviceDescription,
  DeviceProfile,
  LatencyModel,
  LatencyTable,
  LatencyTask,
} from '../run/latency'
import {
  dropLatencies,
  joinLatencies,
  keepArchitecture,
  keepLatencies,
  keptArchitectures,
  keptLatencies,
  type KeptArchitecture,
  type LatencyDevice,
} from './latencyArchive'
import { modelKey } from './latencyKeys'
import { useWorkspace, type Workspace } from './workspace'

export interface LatencyProgress {
  /** What is being measured: this device, or an architecture by its `subjectKey`. */
  readonly subject: 'device' | { readonly architecture: string }
  /** Null while something else holds the GPU. */
  readonly task: LatencyTask | null
  /** Of the task, 0–1. */
  readonly fraction: number
  /** Seconds that the task will go on for, by how it went so far; null before anything is known. */
  readonly left: number | null
}

/** Why measuring ended before its end. */
export interface LatencyFailure {
  readonly subject: LatencyProgress['subject']
  readonly problem: 'held' | 'no-webgpu' | 'too-large' | 'other'
  readonly message: string
}

interface LatencyState {
  /** Null until they are read. */
  readonly devices: readonly LatencyDevice[] | null
  /** What was measured of architectures in this browser, by `architectureKey`. */
  readonly architectures: ReadonlyMap<string, KeptArchitecture>
  readonly measuring: LatencyProgress | null
  readonly failure: LatencyFailure | null
  /** The table being measured, as far as it is; null while none is. */
  readonly draft: LatencyTable | null
}

/** What is known of latencies, here and elsewhere; loaded with what shows it. */
export const useLatency = create<LatencyState>()(() => ({
  devices: null,
  architectures: new Map(),
  measuring: null,
  failure: null,
  draft: null,
}))

const { setState: set, getState: get } = useLatency

let reading: Promise<void> | null = null

/** Reads what this browser keeps, once; where storage is refused, latencies last as long as the page. */
export function readLatencies(): Promise<void> {
  reading ??= readArchive()
  return reading
}

async function readArchive(): Promise<void> {
  try {
    const [devices, architectures] = await Promise.all([keptLatencies(), keptArchitectures()])
    set((state) => ({
      devices: (state.devices ?? []).reduce(withDevice, devices),
      architectures: new Map([
        ...architectures.map((kept) => [kept.key, kept] as const),
        ...state.architectures,
      ]),
    }))
  } catch {
    set(({ devices }) => ({ devices: devices ?? [] }))
    useWorkspace.getState().notify('storage-unavailable')
  }
}

/** The name of the GPU in use, as far as it is known; imported devices never count as it. */
export function adapterInUse({ engine, device }: Pick<Workspace, 'engine' | 'device'>) {
  return (engine ?? device?.info)?.adapter ?? null
}

/** What was measured here on the GPU in use; on whatever was measured last while that is unknown. */
export function thisDevice(
  devices: readonly LatencyDevice[] | null,
  adapter: string | null,
): LatencyDevice | null {
  const here = (devices ?? []).filter(({ origin }) => origin === 'here')
  if (adapter !== null) return here.find((device) => device.adapter === adapter) ?? null
  return [...here].sort((a, b) => (latestOf(a) < latestOf(b) ? 1 : -1))[0] ?? null
}

function latestOf({ profile, models }: LatencyDevice): string {
  const times = [profile?.measuredAt, ...models.map(({ table }) => table.measuredAt)]
  return (
    times
      .filter((time) => time !== undefined)
      .sort()
      .at(-1) ?? ''
  )
}

/** The model of a space; null where the device has none. */
export function modelOf(
  device: LatencyDevice | null,
  subject: Pick<LatencyTable, 'space' | 'input' | 'classes'>,
): LatencyModel | null {
  const key = modelKey(subject)
  return device?.models.find(({ table }) => modelKey(table) === key) ?? null
}

/**
 * What predicts latencies of the space that `config` searches on the GPU in use, measured in this
 * browser and held against whole networks. Null where there is none.
 */
export async function latencyModelFor({
  space,
  dataset,
}: SearchConfig): Promise<LatencyModel | null> {
  await readLatencies()
  const device = thisDevice(get().devices, adapterInUse(useWorkspace.getState()))
  const model = modelOf(device, { space, ...datasetFormat(dataset) })
  return model?.validation ? model : null
}

export const takeProfile = (profile: DeviceProfile) => takeHere(profile.device, { profile })

export const takeModel = (model: LatencyModel) => takeHere(model.table.device, { models: [model] })

/** Adds to what is known of a device of this browser, and keeps it. */
async function takeHere(
  { adapter, software }: DeviceDescription,
  news: Partial<Pick<LatencyDevice, 'profile' | 'models'>>,
): Promise<void> {
  const id = `here ${adapter}`
  await takeDevice({ id, origin: 'here', adapter, software, profile: null, models: [], ...news })
}

/** Shows a device beside this one, and keeps it; `id` is equal for equal content. */
export async function takeDevice(addition: LatencyDevice): Promise<void> {
  const showing = (joined: LatencyDevice) =>
    set(({ devices }) => ({ devices: withDevice(devices ?? [], joined) }))
  await readLatencies()
  const before = get().devices?.find(({ id }) => id === addition.id) ?? null
  showing(joinLatencies(before, addition))
  try {
    showing(await keepLatencies(addition))
  } catch {
    useWorkspace.getState().notify('storage-unavailable')
  }
}

export async function removeDevice(id: string): Promise<void> {
  set(({ devices }) => ({ devices: devices?.filter((device) => device.id !== id) ?? null }))
  await dropLatencies(id).catch(() => useWorkspace.getState().notify('storage-unavailable'))
}

/** Keeps what was measured of an architecture; backends measured earlier stay where not measured anew. */
export async function takeArchitecture(
  key: string,
  results: readonly ArchitectureLatency[],
): Promise<void> {
  const fresh = new Set(results.map(({ backend }) => backend))
  const before = get().architectures.get(key)?.results ?? []
  const kept: KeptArchitecture = {
    key,
    measuredAt: new Date().toISOString(),
    results: [...results, ...before.filter(({ backend }) => !fresh.has(backend))],
  }
  set(({ architectures }) => ({ architectures: new Map(architectures).set(key, kept) }))
  await keepArchitecture(kept).catch(() => useWorkspace.getState().notify('storage-unavailable'))
}

function withDevice(devices: readonly LatencyDevice[], joined: LatencyDevice): LatencyDevice[] {
  const place = devices.findIndex(({ id }) => id === joined.id)
  return place < 0 ? [...devices, joined] : devices.with(place, joined)
}
