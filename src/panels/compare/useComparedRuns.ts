import { useEffect, useMemo, useState } from 'react'
import type { ComparedRun } from '../../run/comparison'
import { yardstickKey } from '../../run/yardstick'
import { groupRuns, type ComparedEntry } from '../../store/compareGroups'
import { comparisonId } from '../../store/libraryIds'
import { comparedRun } from '../../store/compareRun'
import { useComparison, type YardstickTask } from '../../store/compareState'
import { useWorkspace } from '../../store/workspace'

/** How often a search under way is looked at: its curve is no instrument. */
const LOOK_EVERY_MS = 1000

/** What there is to compare, and what the yardstick has still to measure of what is shown. */
export function useComparedRuns(joined: boolean) {
  const kept = useComparison((state) => state.kept)
  const scores = useComparison((state) => state.scores)
  const leftOut = useComparison((state) => state.leftOut)
  const chosen = useComparison((state) => state.chosen)
  const onScreen = useRunOnScreen()
  const entries = useMemo((): ComparedEntry[] => {
    const finished = (kept ?? [])
      .filter(({ id, unfinished }) => (chosen ? chosen.has(id) : !unfinished))
      .map(({ id, run }) => ({ id, run, kept: true }))
    if (!onScreen || chosen) return finished
    const id = comparisonId(onScreen)
    if (finished.some((entry) => entry.id === id)) return finished
    return [{ id, run: onScreen, kept: false }, ...finished]
  }, [kept, chosen, onScreen])
  const groups = useMemo(() => groupRuns(entries, joined), [entries, joined])
  const shown = useMemo(
    () =>
      groupRuns(
        entries.filter(({ id }) => !leftOut.has(id)),
        joined,
      ),
    [entries, leftOut, joined],
  )
  const answered = useMemo(() => tasksOf(shown.flatMap((group) => group.entries)), [shown])
  const tasks = answered.filter(({ space, text }) => !scores.has(yardstickKey(space, text)))
  return { groups, shown, tasks, measured: tasks.length < answered.length }
}

/** Outcomes first: they fill the table; then the answers on the way, which make curves of them. */
export function tasksOf(entries: readonly ComparedEntry[]): YardstickTask[] {
  const answers = entries.flatMap(({ run: { config, answers: given } }) =>
    given.flatMap(({ share, text }) =>
      text === null ? [] : [{ space: config.space, text, share }],
    ),
  )
  const known = new Set<string>()
  return answers
    .sort((a, b) => b.share - a.share)
    .filter(({ space, text }) => {
      const key = yardstickKey(space, text)
      return !known.has(key) && known.add(key)
    })
    .map(({ space, text }) => ({ space, text }))
}

/** The run in the views, live or replayed; null while there is nothing of it. */
function useRunOnScreen(): ComparedRun | null {
  const [run, setRun] = useState(runOnScreen)
  useEffect(() => {
    let seen = useWorkspace.getState().timeline
    const timer = setInterval(() => {
      const { timeline } = useWorkspace.getState()
      if (timeline === seen) return
      seen = timeline
      setRun(runOnScreen())
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return run
}

function runOnScreen(): ComparedRun | null {
  const { timeline, record, recordedAt } = useWorkspace.getState()
  if (!timeline || timeline.snapshots.length === 0) return null
  return comparedRun({ timeline, record, recordedAt })
}
