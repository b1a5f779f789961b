import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import * as v from 'valibot'
import type { ArchitectureLatency, DeviceProfile, LatencyModel } from '../run/latency'
import { modelKey } from './latencyKeys'
import { ArchitectureLatencySchema, ModelsSchema, ProfileSchema } from './latencySchema'

/** Past these the ones measured longest ago go. */
const MOST_MODELS = 40
const MOST_ARCHITECTURES = 500

/** What is known of one device. */
export interface LatencyDevice {
  readonly id: string
  /** Measured in this browser, or brought in as a file from another device. */
  readonly origin: 'here' | 'file'
  readonly adapter: string
  readonly software: boolean
  readonly profile: DeviceProfile | null
  /** One for each space, newest first. */
  readonly models: readonly LatencyModel[]
}

/** An architecture timed in this browser, one entry for each backend. */
export interface KeptArchitecture {
  readonly key: string
  /** ISO 8601. */
  readonly measuredAt: string
  readonly results: readonly ArchitectureLatency[]
}

interface LatencySchema extends DBSchema {
  devices: { key: string; value: LatencyDevice }
  architectures: { key: string; value: KeptArchitecture }
}

let database: Promise<IDBPDatabase<LatencySchema>> | null = null

function open(): Promise<IDBPDatabase<LatencySchema>> {
  database ??= openDB<LatencySchema>('nas-playground-latency', 1, {
    upgrade: (upgraded) => {
      upgraded.createObjectStore('devices', { keyPath: 'id' })
      upgraded.createObjectStore('architectures', { keyPath: 'key' })
    },
  })
  return database
}

/**
 * Adds to what is kept of a device: a profile in place of its older one, models in place of those of
 * the same space. In one transaction, so that two tabs that measure lose nothing to one another.
 * @returns the device as it is kept now
 * @throws when storage is refused
 */
export async function keepLatencies(addition: LatencyDevice): Promise<LatencyDevice> {
  const transaction = (await open()).transaction('devices', 'readwrite')
  const kept = await transaction.store.get(addition.id)
  const joined = joinLatencies(kept ?? null, addition)
  await transaction.store.put(joined)
  await transaction.done
  return joined
}

/** Both together; what `addition` says counts where both say something. */
export function joinLatencies(
  before: LatencyDevice | null,
  addition: LatencyDevice,
): LatencyDevice {
  const added = new Set(addition.models.map(({ table }) => modelKey(table)))
  const others = before?.models.filter(({ table }) => !added.has(modelKey(table))) ?? []
  return {
    ...addition,
    profile: addition.profile ?? before?.profile ?? null,
    models: [...addition.models, ...others].slice(0, MOST_MODELS),
  }
}

/** Every device known; what another version wrote and this one cannot read is left out. */
export async function keptLatencies(): Promise<LatencyDevice[]> {
  const kept = await (await open()).getAll('devices')
  return kept.map((device) => {
    const profile = v.safeParse(ProfileSchema, device.profile)
    const models = device.models.flatMap((model) => {
      const read = v.safeParse(ModelsSchema, [model])
      return read.success ? read.output : []
    })
    return { ...device, profile: profile.success ? profile.output : null, models }
  })
}

export async function dropLatencies(id: string): Promise<void> {
  await (await open()).delete('devices', id)
}

/** Keeps what was measured of an architecture, in place of what was measured before. */
export async function keepArchitecture(architecture: KeptArchitecture): Promise<void> {
  const transaction = (await open()).transaction('architectures', 'readwrite')
  await transaction.store.put(architecture)
  const latest = newestFirst(await transaction.store.getAll())
  await Promise.all(
    latest.slice(MOST_ARCHITECTURES).map(({ key }) => transaction.store.delete(key)),
  )
  await transaction.done
}

export async function keptArchitectures(): Promise<KeptArchitecture[]> {
  const kept = await (await open()).getAll('architectures')
  return newestFirst(
    kept.flatMap(({ results, ...others }) => {
      const read = v.safeParse(v.array(ArchitectureLatencySchema), results)
      return read.success ? [{ ...others, results: read.output }] : []
    }),
  )
}

function newestFirst(kept: readonly KeptArchitecture[]): KeptArchitecture[] {
  return [...kept].sort((a, b) => (a.measuredAt < b.measuredAt ? 1 : -1))
}
