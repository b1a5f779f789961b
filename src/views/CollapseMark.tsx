import './theme/alphaViews.css'
import type { CollapseState } from './collapse'

const PATHS: Readonly<Record<CollapseState, string>> = {
  early: 'M9 1.8A7.2 7.2 0 1 1 9 16.2A7.2 7.2 0 1 1 9 1.8M9 5V9.4L12 11.2',
  none: 'M9 1.8A7.2 7.2 0 1 1 9 16.2A7.2 7.2 0 1 1 9 1.8M5.6 9.2L8.1 11.7L12.6 6.6',
  watch: 'M9 2L16.6 15.6H1.4ZM9 6.8V10.8M9 12.6V13.6',
  collapsing: 'M9 2L16.6 15.6H1.4ZM9 6.8V10.8M9 12.6V13.6',
  collapsed:
    'M5.7 1.8H12.3L16.2 5.7V12.3L12.3 16.2H5.7L1.8 12.3V5.7ZM6.3 6.3L11.7 11.7M11.7 6.3L6.3 11.7',
}

/** A state of the collapse meter by its shape, 18 pixels a side. The words stand beside it. */
export function CollapseMark(props: {
  readonly state: CollapseState
  readonly x?: number
  readonly y?: number
}) {
  const { state, x, y } = props
  return (
    <svg
      className="collapse-mark"
      data-state={state}
      x={x}
      y={y}
      width={18}
      height={18}
      viewBox="0 0 18 18"
      aria-hidden="true"
    >
      <path d={PATHS[state]} />
    </svg>
  )
}
