import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { drawingTurns } from '../../store/frameTurns'
import type { ShownRun } from '../../views/shownRun'

/** Out of sight a view is behind by no more than this. */
const LAG_MS = 1000

/**
 * The run as a view is to draw it: the newest when its turn comes. In sight it asks for one at once;
 * out of sight now and then only, so that moving the playhead costs nothing for what nobody sees, and
 * what is read aloud or saved is of late. Another run is shown without waiting.
 */
export function useRunInTurn(newest: ShownRun, inSight: boolean): ShownRun {
  const [taken, setTaken] = useState(newest)
  const latest = useRef(newest)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const take = useCallback(() => setTaken(latest.current), [])

  useLayoutEffect(() => {
    latest.current = newest
  }, [newest])
  useEffect(() => {
    if (inSight) drawingTurns.ask(take)
    else {
      timer.current ??= setTimeout(() => {
        timer.current = null
        drawingTurns.ask(take)
      }, LAG_MS)
    }
  }, [newest, inSight, take])
  useEffect(
    () => () => {
      clearTimeout(timer.current ?? undefined)
      drawingTurns.withdraw(take)
    },
    [take],
  )
  return taken.timeline.config === newest.timeline.config ? taken : newest
}
