import './theme/alphaViews.css'

/** Which edge a drawing follows while none is pointed at: for keyboards, and for keeping it. */
export function EdgePicker(props: {
  /** By row. */
  readonly names: readonly string[]
  /** Null: none in particular. */
  readonly picked: number | null
  readonly onPick: (row: number | null) => void
  readonly label: string
  /** What is shown of no edge in particular. */
  readonly none: string
}) {
  const { names, picked, onPick, label, none } = props
  return (
    <div className="view-controls">
      <select
        className="view-select"
        aria-label={label}
        value={picked ?? ''}
        onChange={({ target }) => onPick(target.value === '' ? null : Number(target.value))}
      >
        <option value="">{none}</option>
        {names.map((name, row) => (
          <option key={name} value={row}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
