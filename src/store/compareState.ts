import { create } from 'zustand'
import { yardstickKey, type YardstickRequest, type YardstickScore } from '../run/yardstick'
import type { SearchSpace } from '../space/searchSpace'
import { keepScore, keptComparisons, keptScores } from './compareArchive'
import { dropEntries } from './libraryArchive'
import type { RunEntry } from './libraryEntries'
import { BUSY_PHASES } from './phases'
import { useWorkspace } from './workspace'

/** An architecture to be measured. */
export interface YardstickTask {
  readonly space: SearchSpace
  readonly text: string
}

export interface YardstickProgress {
  /** Architectures measured, and all that are to be. */
  readonly done: number
  readonly total: number
  /** Of all of them, 0–1. */
  readonly fraction: number
}

interface CompareState {
  /** Runs of the library, newest first; null until they are read. */
  readonly kept: readonly RunEntry[] | null
  /** Ids of those that are compared; null compares all that have ended. */
  readonly chosen: ReadonlySet<string> | null
  readonly scores: ReadonlyMap<string, YardstickScore>
  /** Ids left out of the comparison. */
  readonly leftOut: ReadonlySet<string>
  readonly measuring: YardstickProgress | null
  /** Why measuring ended before its end; null where it did not. */
  readonly failure: string | null
}

/** What the comparison knows; loaded with it. */
export const useComparison = create<CompareState>()(() => ({
  kept: null,
  chosen: null,
  scores: new Map(),
  leftOut: new Set(),
  measuring: null,
  failure: null,
}))

const { setState: set, getState: get } = useComparison

/** Reads what this browser keeps; where storage is refused, only what is on screen is compared. */
export async function readComparisons(): Promise<void> {
  try {
    const [kept, scores] = await Promise.all([keptComparisons(), keptScores()])
    set(({ scores: measured }) => ({ kept, scores: new Map([...scores, ...measured]) }))
  } catch {
    set({ kept: [] })
    useWorkspace.getState().notify('storage-unavailable')
  }
}

export function leaveOut(ids: readonly string[], out: boolean): void {
  const leftOut = new Set(get().leftOut)
  for (const id of ids) {
    if (out) leftOut.add(id)
    else leftOut.delete(id)
  }
  set({ leftOut })
}

/** Compares these runs alone; null compares all again. */
export function chooseComparisons(ids: readonly string[] | null): void {
  set({ chosen: ids && new Set(ids), leftOut: new Set() })
}

export async function removeComparisons(ids: readonly string[]): Promise<void> {
  await dropEntries(ids.map((id) => ({ kind: 'run', id })))
  await readComparisons()
}

let interrupt: (() => void) | null = null

/** Breaks measuring off; what was measured stays. */
export function cancelMeasuring(): void {
  interrupt?.()
}

/**
 * Measures architectures by the yardstick, one after another, and keeps the scores. It never works
 * beside a search: it does not begin while one trains, and breaks off when one begins.
 */
export async function measureTasks(tasks: readonly YardstickTask[]): Promise<void> {
  const searching = () => BUSY_PHASES.has(useWorkspace.getState().phase)
  const requests = requestsOf(tasks)
  const total = requests.reduce((sum, { architectures }) => sum + architectures.length, 0)
  if (total === 0 || get().measuring || searching()) return
  set({ measuring: { done: 0, total, fraction: 0 }, failure: null })
  const { measureArchitectures, releaseYardstick } = await import('./compareYardstick')
  const broken = new Promise<'broken'>((resolve) => (interrupt = () => resolve('broken')))
  const stopListening = useWorkspace.subscribe(
    ({ phase }) => BUSY_PHASES.has(phase) && interrupt?.(),
  )
  const measureAll = async () => {
    let before = 0
    for (const request of requests) {
      const own = request.architectures.length
      const scores = await measureArchitectures(request, (news) => {
        if (news.type === 'score') takeScore(news.score)
        else tellMeasuring({ fraction: (before + news.fraction * own) / total })
      })
      // News travel by a way of their own, and the last of them may come after the answer.
      scores.forEach(takeScore)
      before += own
    }
  }
  try {
    // A search may have begun while the worker's code was loading.
    if (!searching()) await Promise.race([measureAll(), broken])
  } catch (error) {
    set({ failure: error instanceof Error ? error.message : String(error) })
  } finally {
    stopListening()
    interrupt = null
    releaseYardstick()
    set({ measuring: null })
  }
}

function takeScore(score: YardstickScore): void {
  const { scores, measuring } = get()
  const key = yardstickKey(score.space, score.text)
  if (scores.has(key)) return
  set({ scores: new Map(scores).set(key, score) })
  tellMeasuring({ done: (measuring?.done ?? 0) + 1 })
  // Without storage it is measured again another day.
  keepScore(score).catch(() => undefined)
}

/** News that come after measuring ended tell nothing. */
function tellMeasuring(news: Partial<YardstickProgress>): void {
  set(({ measuring }) => ({ measuring: measuring && { ...measuring, ...news } }))
}

/** Each architecture once, space by space, in the order asked for; none that is known. */
function requestsOf(tasks: readonly YardstickTask[]): YardstickRequest[] {
  const { scores } = get()
  const bySpace = new Map<string, { space: SearchSpace; architectures: Set<string> }>()
  for (const { space, text } of tasks) {
    if (scores.has(yardstickKey(space, text))) continue
    const key = yardstickKey(space, '')
    const request = bySpace.get(key) ?? { space, architectures: new Set<string>() }
    request.architectures.add(text)
    bySpace.set(key, request)
  }
  return [...bySpace.values()].map(({ space, architectures }) => ({
    space,
    architectures: [...architectures],
  }))
}
