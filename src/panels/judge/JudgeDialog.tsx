import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

export default function JudgeDialog() {
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title="Judge" description="">
      {null}
    </Dialog>
  )
}
