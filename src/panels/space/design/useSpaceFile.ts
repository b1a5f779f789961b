import { useState, type DragEvent } from 'react'
import { withGivenSpace } from '../../../run/methods'
import { parseSpaceText } from '../../../share/spaceFile'
import { useWorkspace } from '../../../store/workspace'

/** What became of the file that was opened last. */
export type FileOutcome =
  | { readonly state: 'opened'; readonly name: string }
  | { readonly state: 'refused'; readonly reason: string }

/** Opens spaces from files, chosen or dropped; one that is refused changes nothing. */
export function useSpaceFile() {
  const editConfig = useWorkspace((state) => state.editConfig)
  const [outcome, setOutcome] = useState<FileOutcome | null>(null)
  const [over, setOver] = useState(false)

  const open = async (file: File) => {
    const result = parseSpaceText(await file.text())
    if (result.ok) {
      editConfig((config) => withGivenSpace(config, result.space))
      setOutcome({ state: 'opened', name: file.name })
    } else setOutcome({ state: 'refused', reason: result.message })
  }
  const holdsFile = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')
  return {
    outcome,
    /** Whether a file hovers. */
    over,
    open: (file: File) => void open(file),
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!holdsFile(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false)
      },
      onDrop: (event: DragEvent) => {
        if (!holdsFile(event)) return
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) void open(file)
      },
    },
  }
}
