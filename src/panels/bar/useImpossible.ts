import { useEffect, useState } from 'react'
import type { SearchSpace } from '../../space/searchSpace'
import { useWorkspace } from '../../store/workspace'

type Judge = (space: SearchSpace) => readonly unknown[]

/**
 * Whether the space being designed cannot be searched. Its judge is loaded after the first paint, with
 * the editors: until then nobody can have made a space impossible.
 */
export function useImpossible(): boolean {
  const [judge, setJudge] = useState<Judge | null>(null)
  useEffect(() => {
    void import('../../space/bounds').then(({ validateSpace }) => setJudge(() => validateSpace))
  }, [])
  return useWorkspace(({ history }) => judge !== null && judge(history.present.space).length > 0)
}
