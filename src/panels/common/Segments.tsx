import { ToggleGroup } from 'radix-ui'
import { useId } from 'react'
import './segments.css'

interface SegmentsProps<Name extends string> {
  readonly label: string
  readonly value: Name
  readonly options: readonly { readonly name: Name; readonly label: string }[]
  readonly onChange: (name: Name) => void
}

/** One of a few, all in sight. */
export function Segments<Name extends string>(props: SegmentsProps<Name>) {
  const { label, value, options, onChange } = props
  const id = useId()
  return (
    <div className="segments">
      <span className="field-label" id={id}>
        {label}
      </span>
      <ToggleGroup.Root
        type="single"
        className="segments-items"
        aria-labelledby={id}
        value={value}
        onValueChange={(name) => name && onChange(name as Name)}
      >
        {options.map((option) => (
          <ToggleGroup.Item key={option.name} value={option.name} className="segments-item">
            {option.label}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </div>
  )
}
