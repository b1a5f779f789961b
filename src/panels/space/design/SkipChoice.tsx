import { RadioGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { SkipState } from './MacroGraph'

const STATES: readonly SkipState[] = ['free', 'kept', 'forbidden']

interface SkipChoiceProps {
  /** Of all skips that are edited; at least one. */
  readonly states: readonly SkipState[]
  readonly onChange: (state: SkipState) => void
}

/** Whether some skips are free, in every architecture, or in none. */
export function SkipChoice({ states, onChange }: SkipChoiceProps) {
  const { t } = useTranslation()
  const [first] = states
  const common = states.every((state) => state === first) ? first : undefined
  return (
    <RadioGroup.Root
      className="skip-choice"
      aria-label={t('editor.skips')}
      value={common ?? ''}
      onValueChange={(state) => onChange(state as SkipState)}
    >
      {STATES.map((state) => (
        <RadioGroup.Item key={state} value={state} className="button quiet">
          {t(`editor.skipStates.${state}`)}
          <span className="note">{t(`editor.skipHelp.${state}`)}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
