import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

export default function TrainDialog() {
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title="Train" description="">
      {null}
    </Dialog>
  )
}
