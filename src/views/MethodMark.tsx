import { symbol } from 'd3-shape'
import type { CSSProperties } from 'react'
import type { Method } from '../run/methods'
import { METHOD_STYLE } from './methodStyle'

const SIZE = 12
const AREA = 46

/** The mark of a method, as in the chart; decorative, beside its name. */
export function MethodMark({ method }: { readonly method: Method }) {
  const { color, mark, hollow } = METHOD_STYLE[method]
  return (
    <svg width={SIZE} height={SIZE} viewBox={`-6 -6 ${SIZE} ${SIZE}`} aria-hidden="true">
      <path
        className="best-mark"
        data-hollow={hollow || undefined}
        style={{ '--method': color } as CSSProperties}
        d={symbol(mark, AREA)() ?? ''}
      />
    </svg>
  )
}
