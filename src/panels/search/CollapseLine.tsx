import { useMemo } from 'react'
import { indexAtStep } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { CollapseMark } from '../../views/CollapseMark'
import { collapseSigns, collapseSource, collapseState } from '../../views/collapse'
import { COLLAPSE_WORDS } from '../../views/collapseWords'

/** Whether the search on screen is collapsing, in a line. */
export default function CollapseLine() {
  const timeline = useWorkspace((state) => state.timeline)
  const playhead = useWorkspace((state) => state.playhead)
  const words = useWorkspace((state) => COLLAPSE_WORDS[state.language])
  const state = useMemo(() => {
    const source = timeline && collapseSource(timeline)
    if (!source) return null
    const signs = collapseSigns(timeline.snapshots, source)
    const now = playhead === null ? signs.at(-1) : signs[Math.max(0, indexAtStep(signs, playhead))]
    return now ? { name: collapseState(now), ...now } : null
  }, [timeline, playhead])
  if (!state) return null
  const { name, skips, weightless, kept } = state
  const text = `${words.states[name]}: ${words.counted(skips, weightless, kept)}`
  const grave = name === 'collapsing' || name === 'collapsed'
  return (
    <>
      <CollapseMark state={name} />
      {!grave && <span>{text}</span>}
      <span role="status">{grave && text}</span>
    </>
  )
}
