import { useId, useState } from 'react'
import type { Bound } from '../../space/bounds'

interface NumberFieldProps {
  readonly label: string
  /** Read aloud in place of the label, where that alone would not say which field it is. */
  readonly name?: string
  readonly value: number
  readonly bound: Bound
  /** False where fractions are meant too. */
  readonly whole?: boolean
  /** The value that published code has. */
  readonly published?: number | undefined
  readonly onChange: (value: number) => void
}

/** A number; a text that is none stays in the field, marked, and changes nothing. */
export function NumberField(props: NumberFieldProps) {
  const { label, name, value, bound, whole = true, published, onChange } = props
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const valid = draft === null || parse(draft, bound, whole) !== null
  return (
    <div className="number-row">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {published !== undefined && <span className="published-value">{published}</span>}
      <input
        id={id}
        className="number-field"
        inputMode={whole ? 'numeric' : 'decimal'}
        value={draft ?? value}
        aria-label={name}
        aria-invalid={!valid}
        onChange={(event) => {
          setDraft(event.target.value)
          const number = parse(event.target.value, bound, whole)
          if (number !== null && number !== value) onChange(number)
        }}
        onBlur={() => setDraft(null)}
      />
    </div>
  )
}

function parse(text: string, { min, max }: Bound, whole: boolean): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) return null
  return number >= min && number <= max ? number : null
}
