import { useMediaQuery } from './useMediaQuery'

/** Whether there is room for one column only; the same width as in page.css. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 899px)')
}
