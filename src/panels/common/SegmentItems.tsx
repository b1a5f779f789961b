import { ToggleGroup } from 'radix-ui'
import './segments.css'

export interface SegmentItemsProps<Name extends string> {
  readonly value: Name
  readonly options: readonly { readonly name: Name; readonly label: string }[]
  readonly onChange: (name: Name) => void
  /** Where they stand, where that is nowhere usual. */
  readonly className?: string
  /** What is chosen: in words, or by the element that says it. */
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
}

/** One of a few, all in sight; one is always chosen. */
export function SegmentItems<Name extends string>(props: SegmentItemsProps<Name>) {
  const { options, onChange, className = 'segments-items', ...group } = props
  return (
    <ToggleGroup.Root
      {...group}
      type="single"
      className={className}
      onValueChange={(name) => name && onChange(name as Name)}
    >
      {options.map(({ name, label }) => (
        <ToggleGroup.Item key={name} value={name} className="segments-item">
          {label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
