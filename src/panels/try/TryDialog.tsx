import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

export default function TryDialog() {
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title="Try" description="">
      {null}
    </Dialog>
  )
}
