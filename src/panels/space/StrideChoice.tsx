import { RadioGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Hint } from '../common/Hint'

const STRIDES = [1, 2] as const

interface StrideChoiceProps {
  readonly label: string
  readonly value: 1 | 2
  readonly onChange: (stride: 1 | 2) => void
}

/** Whether the resolution is kept or halved. */
export function StrideChoice({ label, value, onChange }: StrideChoiceProps) {
  const { t } = useTranslation()
  return (
    <RadioGroup.Root
      className="steps"
      aria-label={label}
      orientation="horizontal"
      value={String(value)}
      onValueChange={(stride) => onChange(stride === '2' ? 2 : 1)}
    >
      {STRIDES.map((stride) => (
        <Hint key={stride} text={stride === 1 ? t('spaces.keeps') : t('spaces.halves')}>
          {/* The hint's trigger has a state of its own: the choice's must not be lost to it. */}
          <span className="stride-place">
            <RadioGroup.Item value={String(stride)} className="step-choice">
              {stride}
            </RadioGroup.Item>
          </span>
        </Hint>
      ))}
    </RadioGroup.Root>
  )
}
