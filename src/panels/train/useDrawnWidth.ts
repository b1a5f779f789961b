import { useWidth } from '../../views/useWidth'
import { useDrawingScale } from '../common/useDrawingScale'

/** Width that a drawing lays itself out in: large screens stretch it to its place. */
export function useDrawnWidth(initial: number): ReturnType<typeof useWidth> {
  const { width, ref } = useWidth(initial)
  return { width: Math.floor(width / useDrawingScale()), ref }
}
