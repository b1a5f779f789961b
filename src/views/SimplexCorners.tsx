import type { OperationName } from '../space/operations'
import { OPERATION_STYLE } from './operationStyle'
import type { Corners } from './simplexLayout'

export interface SimplexCornersText {
  /** "Operation of corner {number}" */
  corner(number: number): string
  /** "of the edge" */
  readonly follow: string
}

/** Which operations stand at the corners, and whether they follow the edge pointed at. */
export function SimplexCorners(props: {
  readonly corners: Corners
  readonly operations: readonly OperationName[]
  readonly fixed: boolean
  /** Null lets them follow the edge. */
  readonly onFix: (corners: Corners | null) => void
  readonly words: SimplexCornersText
}) {
  const { corners, operations, fixed, onFix, words } = props
  return (
    <div className="view-controls">
      {corners.map((column, corner) => (
        <select
          key={corner}
          className="view-select"
          aria-label={words.corner(corner + 1)}
          value={column}
          onChange={(event) => onFix(withCorner(corners, corner, Number(event.target.value)))}
        >
          {operations.map((operation, option) => (
            <option key={operation} value={option}>
              {OPERATION_STYLE[operation].short}
            </option>
          ))}
        </select>
      ))}
      <button
        type="button"
        className="view-button"
        aria-pressed={!fixed}
        onClick={() => onFix(fixed ? null : corners)}
      >
        {words.follow}
      </button>
    </div>
  )
}

/** An operation that stands at another corner already changes places. */
function withCorner(corners: Corners, corner: number, column: number): Corners {
  const before = corners[corner] ?? column
  return corners.map((each, index) =>
    index === corner ? column : each === column ? before : each,
  ) as unknown as Corners
}
