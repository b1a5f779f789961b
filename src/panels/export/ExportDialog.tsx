import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

export default function ExportDialog() {
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title="Export" description="">
      {null}
    </Dialog>
  )
}
