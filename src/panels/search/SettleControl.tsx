import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settling } from '../../views/useSettling'

/** Steps of the slider. */
const STEPS = 100
/** From here on the picture is called derived. */
const HALF = 0.5

/** Between the mixture and what is derived from it: by hand, or gliding. */
export function SettleControl({ settling }: { readonly settling: Settling }) {
  const { t } = useTranslation()
  const label = useId()
  const { settled, set, glide } = settling
  return (
    <div className="settle" role="group" aria-labelledby={label}>
      <span id={label} hidden>
        {t('methodViews.settle.label')}
      </span>
      <button type="button" aria-pressed={settled < HALF} onClick={() => glide(0)}>
        {t('methodViews.settle.mixture')}
      </button>
      <input
        type="range"
        min={0}
        max={STEPS}
        value={Math.round(settled * STEPS)}
        aria-label={t('methodViews.settle.slider')}
        onChange={({ target }) => set(Number(target.value) / STEPS)}
      />
      <button type="button" aria-pressed={settled >= HALF} onClick={() => glide(1)}>
        {t('methodViews.settle.derived')}
      </button>
    </div>
  )
}
