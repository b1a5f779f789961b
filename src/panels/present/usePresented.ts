import { useMemo } from 'react'
import type { SearchConfig } from '../../run/config'
import { useWorkspace } from '../../store/workspace'
import { viewsOf } from '../search/chosenViews'

/** More would be too small to read. */
const MOST = 6
/** Shown to who has not chosen yet. */
const FIRST = 2

export interface Presented {
  /** Names of the views of a presentation, in the order of the page. */
  readonly names: readonly string[]
  /** Whether no more can be added. */
  readonly full: boolean
  readonly choose: (name: string, chosen: boolean) => void
}

/** The views of this search that are presented; what was chosen of other searches' views is kept. */
export function usePresented(config: SearchConfig): Presented {
  const kept = useWorkspace((state) => state.presented)
  const setPresented = useWorkspace((state) => state.setPresented)
  return useMemo(() => {
    const known = viewsOf(config).map(({ name }) => name)
    const chosen = known.filter((name) => kept.includes(name)).slice(0, MOST)
    const names = chosen.length > 0 ? chosen : known.slice(0, FIRST)
    return {
      names,
      full: names.length >= MOST,
      choose(name, add) {
        const others = kept.filter((each) => !known.includes(each))
        const own = add ? [...names, name] : names.filter((each) => each !== name)
        if (own.length > 0) setPresented([...others, ...own])
      },
    }
  }, [config, kept, setPresented])
}
