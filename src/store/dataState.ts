import { proxy, wrap, type Remote } from 'comlink'
import { create } from 'zustand'
import type { BroughtFile, DataWorkerApi } from '../../workers/protocol'
import type {
  DataNews,
  DataPreview,
  KeptData,
  OpenedData,
  PictureForm,
  PreparedData,
} from '../run/ownData'
import { useWorkspace } from './workspace'

export type { BroughtFile } from '../../workers/protocol'

/** A data set that is looked at: one being brought in, or one that is kept. */
export interface LookedAt {
  readonly data: KeptData
  readonly preview: DataPreview
}

interface DataState {
  /** Null until it is known. */
  readonly kept: readonly KeptData[] | null
  readonly opened: OpenedData | null
  readonly prepared: PreparedData | null
  readonly form: PictureForm
  readonly news: DataNews | null
  /** What went wrong last, in the worker's words. */
  readonly problem: string | null
  /** Of what is kept; null while none is looked at. */
  readonly lookedAt: LookedAt | null
}

const NOTHING_OPEN = { opened: null, prepared: null, news: null, problem: null } as const

/** Data that people brought to this browser, and what is being brought. */
export const useData = create<DataState>()(() => ({
  kept: null,
  ...NOTHING_OPEN,
  form: { side: 32, channels: 3 },
  lookedAt: null,
}))

const { setState: set, getState: get } = useData

interface Connection {
  readonly worker: Worker
  readonly remote: Remote<DataWorkerApi>
}

let connection: Connection | null = null
/** Counts what was asked for, so that answers nobody waits for any more are told apart. */
let turn = 0
/** The turn that is under way; news may still arrive when it is over. */
let working: number | null = null

function connect(): Connection {
  const worker = new Worker(new URL('../../workers/data.worker.ts', import.meta.url), {
    type: 'module',
    name: 'data',
  })
  return { worker, remote: wrap<DataWorkerApi>(worker) }
}

const remote = () => (connection ??= connect()).remote

/** Reads what is kept; a browser that keeps nothing has none. */
export async function readKept(): Promise<readonly KeptData[]> {
  const kept = await remote()
    .list()
    .catch(() => [])
  set({ kept })
  return kept
}

/** Opens files that were dropped, chosen or taken, in place of whatever was being brought. */
export async function bring(
  files: readonly BroughtFile[],
  title: string,
  camera = false,
): Promise<void> {
  const present = dropWork()
  set({ lookedAt: null, news: { task: 'reading', fraction: null } })
  await inTurn(present, async () => {
    const opened = await remote().open(files, title, camera, hearing(present))
    if (present !== turn) return
    set({ opened, form: wantedForm() ?? get().form })
    await prepare(present)
  })
}

/** Makes pictures of another size or colour. */
export async function choose(form: PictureForm): Promise<void> {
  set({ form, problem: null })
  const present = ++turn
  await inTurn(present, () => prepare(present))
}

/** Of the data that the search at hand is on and that is not here: these may be its pictures. */
function wantedForm(): PictureForm | null {
  const { name, own } = useWorkspace.getState().history.present.dataset
  const missing = own && !get().kept?.some((data) => data.name === name)
  return missing ? { side: own.height, channels: own.channels } : null
}

async function prepare(present: number): Promise<void> {
  const prepared = await remote().prepare(get().form, hearing(present))
  if (present === turn) set({ prepared })
}

/** Keeps what was brought. @returns null when that failed, which is told */
export async function keepBrought(title: string): Promise<KeptData | null> {
  const present = ++turn
  let kept: KeptData | null = null
  await inTurn(present, async () => {
    kept = await remote().keep(title, hearing(present))
    // Browsers throw away what they may when room is short; this asks them not to.
    await navigator.storage.persist().catch(() => false)
    await readKept()
    set(NOTHING_OPEN)
  })
  return kept
}

/** Gives up what is being brought, however far it is. */
export function giveUp(): void {
  dropWork()
}

export async function lookAt(data: KeptData | null): Promise<void> {
  if (!data) {
    set({ lookedAt: null })
    return
  }
  const present = ++turn
  await inTurn(present, async () => {
    const preview = await remote().preview(data.name)
    if (present === turn) set({ lookedAt: { data, preview } })
  })
}

export async function renameData(name: string, title: string): Promise<void> {
  await remote().rename(name, title)
  await readKept()
}

export async function removeData(name: string): Promise<void> {
  if (get().lookedAt?.data.name === name) set({ lookedAt: null })
  await remote().remove(name)
  await readKept()
}

/** A worker at work is ended, for what it does has no pauses. @returns the number of the next turn */
function dropWork(): number {
  if (get().news) {
    connection?.worker.terminate()
    connection = null
  }
  set(NOTHING_OPEN)
  return ++turn
}

const hearing = (present: number) =>
  proxy((news: DataNews) => {
    if (present === working) set({ news })
  })

async function inTurn(present: number, work: () => Promise<void>): Promise<void> {
  working = present
  try {
    await work()
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    if (present === turn) set({ problem })
  } finally {
    if (present === turn) {
      working = null
      set({ news: null })
    }
  }
}
