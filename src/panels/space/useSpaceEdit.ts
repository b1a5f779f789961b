import type { CellSpace } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'

/** The space being designed, and how to change it. */
export function useSpaceEdit() {
  const space = useWorkspace((state) => state.history.present.space)
  const editConfig = useWorkspace((state) => state.editConfig)
  const endGesture = useWorkspace((state) => state.endGesture)
  const editSpace = (change: Partial<CellSpace>, gesture?: string) =>
    editConfig((config) => ({ ...config, space: { ...config.space, ...change } }), gesture)
  return { space, editSpace, endGesture }
}
