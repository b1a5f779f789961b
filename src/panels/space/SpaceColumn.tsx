import { Suspense } from 'react'
import { lazyPart } from '../common/lazyPart'

const SpaceContents = lazyPart(() => import('./SpaceContents'))

/** The search space, edited by hand; its editors are loaded after the first paint. */
export function SpaceColumn() {
  return (
    <Suspense>
      <SpaceContents />
    </Suspense>
  )
}
