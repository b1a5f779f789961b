import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

export default function DataDialog() {
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title="Data" description="">
      {null}
    </Dialog>
  )
}
