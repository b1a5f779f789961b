import { useId } from 'react'
import { SegmentItems, type SegmentItemsProps } from './SegmentItems'

interface SegmentsProps<Name extends string> extends Pick<
  SegmentItemsProps<Name>,
  'value' | 'options' | 'onChange'
> {
  readonly label: string
}

/** One of a few, with what is chosen written before them. */
export function Segments<Name extends string>({ label, ...items }: SegmentsProps<Name>) {
  const id = useId()
  return (
    <div className="segments">
      <span className="field-label" id={id}>
        {label}
      </span>
      <SegmentItems {...items} aria-labelledby={id} />
    </div>
  )
}
