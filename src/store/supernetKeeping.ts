import type { IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import { parseSearchConfig } from '../run/schema'
import { sharesWeights } from '../run/strategySettings'
import { tellStorage } from './libraryTelling'
import { fetchCheckpoint } from './searchCommands'
import { useSupernet, type KeptSupernet } from './supernet'
import { useWorkspace } from './workspace'

/** A database of its own: weights are large, and of one search only. */
const DATABASE = 'nas-playground-supernet'
const VERSION = 1
const SUPERNETS = 'supernets'
const LATEST = 'latest'

let database: Promise<IDBPDatabase> | null = null

function open(): Promise<IDBPDatabase> {
  database ??= openDB(DATABASE, VERSION, {
    upgrade: (upgraded) => void upgraded.createObjectStore(SUPERNETS),
  })
  return database
}

/** Keeps the weights that a live search ends with, in place of those of the one before. */
export async function keepSupernet(): Promise<void> {
  const { origin, record, alphaHash } = useWorkspace.getState()
  if (origin !== 'live' || !record || alphaHash === null) return
  const checkpoint = await fetchCheckpoint()
  if (!checkpoint || useWorkspace.getState().record !== record) return
  const { config, engine } = checkpoint
  if (!sharesWeights(config.strategy)) return
  const { weights, alphas, runningStatistics } = engine
  const { choices } = record
  const kept: KeptSupernet = { config, weights, alphas, runningStatistics, choices, alphaHash }
  useSupernet.setState({ kept })
  const storing = open().then((opened) => opened.put(SUPERNETS, kept, LATEST))
  await tellStorage(storing)
}

/** Looks for what was kept before the page was opened; what is here already stays. */
export async function recallSupernet(): Promise<void> {
  if (useSupernet.getState().kept) return
  const kept = readSupernet(await (await open()).get(SUPERNETS, LATEST))
  if (kept && !useSupernet.getState().kept) useSupernet.setState({ kept })
}

/** Any other shape counts as nothing kept. */
function readSupernet(value: unknown): KeptSupernet | null {
  if (typeof value !== 'object' || value === null || !('weights' in value)) return null
  const kept = value as Partial<KeptSupernet>
  const config = parseSearchConfig(kept.config)
  const vectors = [kept.weights, kept.alphas, kept.runningStatistics]
  if (!config.ok || !vectors.every((vector) => vector instanceof Float32Array)) return null
  return { ...(kept as KeptSupernet), config: config.value }
}
