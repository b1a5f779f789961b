import type { CellSpace } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'

/**
 * The cell space being designed, and how to change it.
 * @throws TypeError for any other space: what edits cells is not shown then
 */
export function useSpaceEdit() {
  const space = useWorkspace((state) => state.history.present.space)
  const editConfig = useWorkspace((state) => state.editConfig)
  const endGesture = useWorkspace((state) => state.endGesture)
  if (space.kind !== 'cell') throw new TypeError(`A space of kind ${space.kind} has no cells`)
  const editSpace = (change: Partial<CellSpace>, gesture?: string) =>
    editConfig((config) => ({ ...config, space: { ...space, ...change } }), gesture)
  return { space, editSpace, endGesture }
}
