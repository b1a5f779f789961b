import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

export default function LibraryDialog() {
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title="Library" description="">
      {null}
    </Dialog>
  )
}
