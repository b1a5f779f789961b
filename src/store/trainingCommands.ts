import type { TrainingConfig, TrainingEvent, TrainingResult } from '../run/training'
import { afterEvent, beginTraining, isOpen, type PresentTraining } from './presentTraining'
import { keepTraining } from './trained'
import {
  dropCheckpoint,
  keepCheckpoint,
  keepCurves,
  keptCheckpoints,
  keptCurves,
  type KeptCheckpoint,
} from './trainingArchive'
import type { TrainingClient } from './trainingClient'
import { useTraining } from './trainingState'
import { useWorkspace } from './workspace'

/** Leaving the page costs at most this, and what the worker did since its last checkpoint. */
const KEEP_INTERVAL_MS = 15_000

const { setState: set, getState: get } = useTraining

/** What the present training holds; null while none is open. */
interface Session {
  readonly id: string
  readonly client: TrainingClient
  /** Resolves when other tabs may know that it is over. */
  readonly end: () => Promise<void>
}

let session: Session | null = null

/** Trains a network from scratch, in a worker of its own. Nothing happens while another training is open. */
export async function startTraining(config: TrainingConfig, name: string): Promise<void> {
  await launch(beginTraining(crypto.randomUUID(), name, config), null)
}

/** Goes on with a training that the page was left in the middle of, or that failed. */
export async function resumeInterrupted(kept: KeptCheckpoint): Promise<void> {
  const { id, name, checkpoint, points, validations } = kept
  const before = { points, validations, step: checkpoint.step }
  await launch(beginTraining(id, name, checkpoint.config, before), kept)
}

/** Trains no further for now, and lets others have the GPU. */
export function pauseTraining(): void {
  void session?.client.pause()
}

export function resumeTraining(): void {
  void session?.client.resume()
}

/** Trains no further, and tests the best there is. */
export function finishTraining(): void {
  void session?.client.finish()
}

/** Ends the training at once; nothing comes of it. */
export function dropTraining(): void {
  const { present } = get()
  void endSession()
  set({ present: null })
  if (present) forget(present.id)
}

/** Looks no longer at a training that failed; what was kept of it can still go on. */
export function dismissTraining(): void {
  set(({ present }) => ({ present: present && isOpen(present) ? present : null }))
}

/** Reads which trainings the page was left in the middle of, here or in a tab that is closed. */
export async function readInterrupted(): Promise<void> {
  try {
    const [kept, held] = await Promise.all([keptCheckpoints(), idsHeld()])
    set({ interrupted: kept.filter(({ id }) => !held.has(id)) })
  } catch {
    set({ interrupted: [] })
  }
}

/** Lets go of a training that was interrupted. */
export function dropInterrupted(id: string): void {
  forget(id)
}

async function launch(beginning: PresentTraining, resumeFrom: KeptCheckpoint | null) {
  const { present, interrupted } = get()
  if (present && isOpen(present)) return
  const { id, config } = beginning
  set({ present: beginning, interrupted: interrupted?.filter((kept) => kept.id !== id) ?? null })
  const [{ TrainingClient: Client }, letGo] = await Promise.all([
    import('./trainingClient'),
    hold(id),
  ])
  if (get().present?.id !== id) return letGo()
  const client = new Client()
  const timer = setInterval(() => void keep(id), KEEP_INTERVAL_MS)
  const keepHidden = () => {
    if (document.visibilityState === 'hidden') void keep(id)
  }
  document.addEventListener('visibilitychange', keepHidden)
  session = {
    id,
    client,
    end: () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', keepHidden)
      client.terminate()
      return letGo()
    },
  }
  try {
    const hear = (event: TrainingEvent) => {
      if (session?.id === id) take(id, event)
    }
    const result = await client.train(config, hear, resumeFrom?.checkpoint)
    if (session?.id !== id) return
    conclude(id, result)
  } catch (error) {
    if (session?.id !== id) return
    const message = error instanceof Error ? error.message : String(error)
    take(id, { type: 'error', message })
    await keep(id)
    await endSession()
    await readInterrupted()
  }
}

/** Keeps what a training left. */
function conclude(id: string, result: TrainingResult): void {
  const { present } = get()
  void endSession()
  set({ present: null })
  forget(id)
  if (present?.id !== id) return
  const { points, validations, started } = present
  const kept = keepTraining(result, present.name)
  const curves = { points, validations, totalSteps: started?.steps ?? result.steps }
  set(({ curves: before }) => ({ curves: new Map(before).set(kept.id, curves) }))
  void keepCurves(kept.id, curves).catch(storageRefused)
}

/** How a trained network came to be, if that is known; `useTraining` has it then. */
export async function readCurves(id: string): Promise<void> {
  if (get().curves.has(id)) return
  const kept = await keptCurves(id).catch(() => null)
  if (kept) set(({ curves }) => ({ curves: new Map(curves).set(id, kept) }))
}

const storageRefused = () => useWorkspace.getState().notify('storage-unavailable')

function take(id: string, event: TrainingEvent): void {
  const { present } = get()
  if (present?.id !== id) return
  set({ present: afterEvent(present, event) })
  if (event.type === 'phase' && event.phase === 'paused') void keep(id)
}

async function endSession(): Promise<void> {
  const ended = session
  session = null
  await ended?.end()
}

/** Keeps where the training can go on, if it can. */
async function keep(id: string): Promise<void> {
  if (session?.id !== id) return
  try {
    const checkpoint = await session.client.checkpoint()
    const { present } = get()
    if (!checkpoint || present?.id !== id) return
    const { name, points, validations } = present
    const keptAt = new Date().toISOString()
    await keepCheckpoint({ id, name, checkpoint, points, validations, keptAt })
    // It may have ended meanwhile.
    if (session?.id !== id && get().present?.id !== id) forget(id)
  } catch {
    storageRefused()
  }
}

function forget(id: string): void {
  set(({ interrupted }) => ({ interrupted: interrupted?.filter((kept) => kept.id !== id) ?? null }))
  // Where storage is refused there is nothing to forget.
  void dropCheckpoint(id).catch(() => undefined)
}

/** Tells other tabs that a training is under way here; they offer to go on with all others. */
const LOCK = 'nas-playground-training '

/** @returns what lets go, and resolves when that is done */
async function hold(id: string): Promise<() => Promise<void>> {
  const locks = lockManager()
  if (!locks) return () => Promise.resolve()
  return new Promise((resolve) => {
    const held: Promise<unknown> = locks.request(
      LOCK + id,
      () =>
        new Promise<void>((release) => {
          resolve(async () => {
            release()
            await held
          })
        }),
    )
  })
}

async function idsHeld(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await lockManager()?.query()) ?? {}
  const names = held.flatMap(({ name = '' }) =>
    name.startsWith(LOCK) ? [name.slice(LOCK.length)] : [],
  )
  return new Set(names)
}

/** Undefined where the browser has none: then a training is offered in every tab. */
const lockManager = () => (globalThis.navigator as Partial<Navigator> | undefined)?.locks
