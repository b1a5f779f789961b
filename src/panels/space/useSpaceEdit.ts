import type { SearchSpace, SpaceKind, SpaceOf } from '../../space/searchSpace'
import { useWorkspace } from '../../store/workspace'

/**
 * The space being designed, as one of the given kind, and how to change it.
 * @throws TypeError for any other space: what edits one kind is not shown for another
 */
export function useSpaceEdit<Kind extends SpaceKind>(...kinds: readonly Kind[]) {
  const space = useWorkspace((state) => state.history.present.space)
  const editConfig = useWorkspace((state) => state.editConfig)
  const endGesture = useWorkspace((state) => state.endGesture)
  if (!isOneOf(space, kinds)) throw new TypeError(`This is no editor for the kind ${space.kind}`)
  /** Edits that name the same gesture in a row are undone together. */
  const takeSpace = (next: SearchSpace, gesture?: string) =>
    editConfig((config) => ({ ...config, space: next }), gesture)
  const editSpace = (change: Partial<SpaceOf<Kind>>, gesture?: string) =>
    takeSpace({ ...space, ...change }, gesture)
  return { space, editSpace, takeSpace, endGesture }
}

function isOneOf<Kind extends SpaceKind>(
  space: SearchSpace,
  kinds: readonly Kind[],
): space is SpaceOf<Kind> {
  return (kinds as readonly SpaceKind[]).includes(space.kind)
}
