import { lazy, Suspense } from 'react'
import { pauseTimeline, playTimeline } from '../../store/replay'
import { indexAtStep } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { ROOM_FOR_NOTE, ROOM_FOR_TOOLS, TimelineScrubber } from '../../views/TimelineScrubber'
import { useWidth } from '../../views/useWidth'
import { useViewTexts } from '../common/useViewTexts'
import { runChanges } from './runChanges'
import './timeline.css'

const TimelineTools = lazy(() => import('./TimelineTools'))
const ChangeNote = lazy(() => import('./ChangeNote'))
const ChangeTold = lazy(async () => ({ default: (await import('./ChangeNote')).ChangeTold }))

/** Rules all views: where in the run they stand. Taking it leads back from an imported architecture. */
export function TimelineBar() {
  const timeline = useWorkspace((state) => state.timeline)
  const playhead = useWorkspace((state) => state.playhead)
  const replaying = useWorkspace((state) => state.replaying)
  const phase = useWorkspace((state) => state.phase)
  const seek = useWorkspace((state) => state.seek)
  const dropImported = useWorkspace((state) => state.dropImported)
  const texts = useViewTexts()
  const { width, ref } = useWidth(800)
  const pointed = usePointedStep()

  const changes = timeline ? runChanges(timeline) : []
  const snapshots = timeline?.snapshots ?? []
  const last = snapshots.length - 1
  const index = playhead === null ? last : Math.max(0, indexAtStep(snapshots, playhead))
  const told = { changes, step: playhead ?? snapshots[last]?.step ?? 0 }
  return (
    <footer className="timeline-bar">
      <Suspense>
        <ChangeTold {...told} seen={width < ROOM_FOR_NOTE} />
      </Suspense>
      <div ref={ref} className="timeline-room">
        <TimelineScrubber
          snapshots={snapshots}
          totalSteps={timeline?.steps ?? 1}
          index={index}
          changes={changes}
          pointed={pointed}
          playing={replaying}
          following={playhead === null}
          width={width}
          tools={
            <Suspense>
              <TimelineTools {...told} narrow={width < ROOM_FOR_TOOLS} />
            </Suspense>
          }
          note={
            <Suspense>
              <ChangeNote {...told} />
            </Suspense>
          }
          onSeek={(target) => {
            dropImported()
            seek(target === last ? null : (snapshots[target]?.step ?? null))
          }}
          onPlayPause={() => {
            dropImported()
            if (replaying) pauseTimeline()
            else playTimeline()
          }}
          onFollow={phase === 'running' ? () => seek(null) : undefined}
          text={texts.timeline}
        />
      </div>
    </footer>
  )
}

/** When the architecture that is pointed at was judged; null while none is. */
function usePointedStep(): number | null {
  return useWorkspace(({ pointedCandidate, timeline }) => {
    if (pointedCandidate === null) return null
    return timeline?.candidates.find(({ id }) => id === pointedCandidate)?.step ?? null
  })
}
