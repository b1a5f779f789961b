import { useId, useState } from 'react'
import type { Bound } from '../../space/bounds'

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly bound: Bound
  readonly onChange: (value: number) => void
}

/** A whole number; a text that is none stays in the field, marked, and changes nothing. */
export function NumberField({ label, value, bound, onChange }: NumberFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const valid = draft === null || parse(draft, bound) !== null
  return (
    <div className="field-row">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="number-field"
        inputMode="numeric"
        value={draft ?? value}
        aria-invalid={!valid}
        onChange={(event) => {
          setDraft(event.target.value)
          const number = parse(event.target.value, bound)
          if (number !== null && number !== value) onChange(number)
        }}
        onBlur={() => setDraft(null)}
      />
    </div>
  )
}

function parse(text: string, { min, max }: Bound): number | null {
  if (!/^\d+$/.test(text.trim())) return null
  const number = Number(text)
  return number >= min && number <= max ? number : null
}
