import { useMediaQuery } from './useMediaQuery'

/** Very large screens are seen from afar: everything is drawn larger. The same query as in page.css. */
const LARGE = '(min-width: 2000px) and (min-height: 1100px)'
const LARGE_SCALE = 1.3

/** How much larger than their own pixels drawings are shown; CSS stretches them to their place. */
export function useDrawingScale(): number {
  return useMediaQuery(LARGE) ? LARGE_SCALE : 1
}
