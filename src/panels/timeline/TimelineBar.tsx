import { useMemo } from 'react'
import type { Timeline } from '../../run/events'
import { pauseTimeline, playTimeline } from '../../store/replay'
import { derivationOf } from '../../store/shown'
import { indexAtStep } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { TimelineScrubber } from '../../views/TimelineScrubber'
import type { TimelineChange } from '../../views/timelineChanges'
import { timelineChanges } from '../../views/timelineChanges'
import { useWidth } from '../../views/useWidth'
import { useViewTexts } from '../common/useViewTexts'
import './timeline.css'

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
  const changes = useChanges(timeline)
  const pointed = usePointedStep()

  const snapshots = timeline?.snapshots ?? []
  const last = snapshots.length - 1
  const index = playhead === null ? last : Math.max(0, indexAtStep(snapshots, playhead))
  return (
    <footer className="timeline-bar">
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

/** Grows with the timeline: only what is new is compared. */
function useChanges(timeline: Timeline | null): readonly TimelineChange[] {
  return useMemo(() => (timeline ? derivedChanges(timeline) : []), [timeline])
}

const known = new WeakMap<object, { upTo: number; changes: TimelineChange[] }>()

function derivedChanges(timeline: Timeline): readonly TimelineChange[] {
  const { snapshots } = timeline
  const before = known.get(snapshots) ?? { upTo: 0, changes: [] }
  const fresh = snapshots.slice(Math.max(0, before.upTo - 1)).flatMap((snapshot) => {
    const genotype = derivationOf(timeline, snapshot)?.genotype
    return genotype ? [{ step: snapshot.step, genotype }] : []
  })
  const changes = [...before.changes, ...timelineChanges(fresh)]
  known.set(snapshots, { upTo: snapshots.length, changes })
  return changes
}
