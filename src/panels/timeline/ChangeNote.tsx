import { useWorkspace } from '../../store/workspace'
import type { TimelineChange } from '../../views/timelineChanges'
import { changeUpTo } from './jumps'
import { useChangeText } from './useChangeText'

interface ChangeNoteProps {
  readonly changes: readonly TimelineChange[]
  readonly step: number
}

/** The last change up to the step shown. */
export default function ChangeNote({ changes, step }: ChangeNoteProps) {
  const text = useChangeText()
  const change = changeUpTo(changes, step)
  return change && <span title={text(change, true)}>{text(change)}</span>
}

/** Says the change that the timeline stands at: aloud, and above a bar without room for it. */
export function ChangeTold({ changes, step, seen }: ChangeNoteProps & { readonly seen: boolean }) {
  const text = useChangeText()
  const still = useWorkspace(({ replaying, playhead }) => !replaying && playhead !== null)
  const change = still ? changeUpTo(changes, step) : null
  const stoodAt = change?.step === step ? change : null
  return (
    <>
      <div className="visually-hidden" role="status">
        {stoodAt && text(stoodAt, true)}
      </div>
      {seen && stoodAt && (
        <div className="timeline-told" aria-hidden="true">
          {text(stoodAt)}
        </div>
      )}
    </>
  )
}
