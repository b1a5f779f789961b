import { useTranslation } from 'react-i18next'
import { CHAIN_BOUNDS, CHAIN_WIDTH_RANGE } from '../../space/chainSpace'
import { isNeeded } from './OperationPalette'

/** SPOS' ratios, tenths of the range; whatever else a space came with is offered too. */
const RATIOS = [0.2, 0.4, 0.5, 0.6, 0.8, 1, 1.2, 1.4, 1.5, 1.6, 1.8, CHAIN_WIDTH_RANGE.max]

interface WidthChoiceProps {
  readonly widths: readonly number[]
  readonly onChange: (widths: readonly number[]) => void
}

/** The widths that a block may have. */
export function WidthChoice({ widths, onChange }: WidthChoiceProps) {
  const { t } = useTranslation()
  const ratios = [...new Set([...RATIOS, ...widths])].sort((a, b) => a - b)
  const full = widths.length >= CHAIN_BOUNDS.widths.max
  const toggle = (ratio: number) =>
    onChange(ratios.filter((one) => widths.includes(one) !== (one === ratio)))
  return (
    <section className="space-section" aria-label={t('spaces.widths')}>
      <div className="field-row">
        <span className="field-label">{t('spaces.widths')}</span>
        <span className={widths.length > 1 ? 'field-value' : 'note'}>
          {widths.length > 1 ? widths.length : t('spaces.widthsOff')}
        </span>
      </div>
      <div className="width-grid">
        {ratios.map((ratio) => {
          const on = widths.includes(ratio)
          const fixed = on ? isNeeded(ratio, widths, []) : full
          return (
            <button
              key={ratio}
              type="button"
              className="width-chip"
              aria-pressed={on}
              aria-disabled={fixed}
              onClick={() => !fixed && toggle(ratio)}
            >
              <span className="width-bar" style={{ width: `${ratio * 12}px` }} />
              {ratio}
            </button>
          )
        })}
      </div>
      <p className="note">{t('spaces.widthsHelp')}</p>
    </section>
  )
}
