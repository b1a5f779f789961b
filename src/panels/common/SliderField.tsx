import { Slider } from 'radix-ui'

interface SliderFieldProps {
  readonly label: string
  /** The choices, ascending; the slider moves from one to the next. */
  readonly choices: readonly number[]
  readonly value: number
  readonly onChange: (value: number) => void
  /** The hand has let go. */
  readonly onCommit: () => void
}

/** A labelled slider over given values, with its value at the right. */
export function SliderField({ label, choices, value, onChange, onCommit }: SliderFieldProps) {
  const position = nearestIndex(choices, value)
  return (
    <div className="slider-field">
      <span className="field-label">{label}</span>
      <Slider.Root
        className="slider"
        min={0}
        max={choices.length - 1}
        step={1}
        value={[position]}
        onValueChange={([index]) => onChange(choices[index ?? position] ?? value)}
        onValueCommit={onCommit}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb className="slider-thumb" aria-label={label} aria-valuetext={String(value)} />
      </Slider.Root>
      <output className="field-value">{value}</output>
    </div>
  )
}

function nearestIndex(choices: readonly number[], value: number): number {
  let nearest = 0
  choices.forEach((choice, index) => {
    if (Math.abs(choice - value) < Math.abs((choices[nearest] ?? 0) - value)) nearest = index
  })
  return nearest
}
