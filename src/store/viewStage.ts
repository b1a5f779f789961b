/** For scripts that watch the page redraw its views. */
import { drawingTurns } from './frameTurns'
import { pauseTimeline } from './replay'
import { openRun } from './runFile'
import { useWorkspace } from './workspace'

/** The page is at rest for so long at the latest. */
const REST_DEADLINE_MS = 2000

/** @throws Error when there is no such file */
export async function showRecording(address: string): Promise<void> {
  await untilFilled()
  pauseTimeline()
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`)
  await openRun(await response.blob())
  await untilDrawn()
}

export async function showViews(asked: Readonly<Record<string, boolean>>): Promise<void> {
  useWorkspace.getState().setViews(asked)
  await untilDrawn()
}

export async function moveTo(snapshot: number): Promise<void> {
  const { timeline, seek } = useWorkspace.getState()
  const step = timeline?.snapshots[snapshot]?.step
  if (step === undefined) throw new RangeError(`The run on screen has no snapshot ${snapshot}`)
  seek(step)
  await untilDrawn()
}

/** The page shows a run of its own when it has been opened; it would take the place of another. */
async function untilFilled(): Promise<void> {
  await new Promise<void>((resolve) => {
    if (useWorkspace.getState().timeline) return resolve()
    const stop = useWorkspace.subscribe(({ timeline }) => {
      if (!timeline) return
      stop()
      resolve()
    })
  })
}

/** What is drawn in turns is drawn when a frame has been shown and nothing is left to do. */
async function untilDrawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  await drawingTurns.idle()
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: REST_DEADLINE_MS }))
}
