import { useTranslation } from 'react-i18next'
import { pixelImage, type Pixels } from '../../views/pixelImage'

interface SeenImageProps {
  /** Null before there is one. */
  readonly pixels: Pixels | null
  /** Where it comes from. */
  readonly caption: string
  /** Whether it was turned into its negative; null where it is taken as it is. */
  readonly negative: boolean | null
  readonly onNegative: (negative: boolean) => void
}

/** The image as it goes into the networks, enlarged. */
export function SeenImage({ pixels, caption, negative, onNegative }: SeenImageProps) {
  const { t } = useTranslation('try')
  const shape = pixels && { width: pixels.width, height: pixels.height }
  return (
    <div className="try-seen">
      {pixels ? (
        <img src={pixelImage(pixels)} alt={`${t('seen.title')}: ${caption}`} />
      ) : (
        <span className="try-unseen" />
      )}
      <div>
        <h3>{t('seen.title')}</h3>
        <p>{caption}</p>
        {shape && (
          <p className="note">
            {pixels.channels === 1 ? t('seen.grey', shape) : t('seen.colour', shape)}
          </p>
        )}
        {negative !== null && (
          <label className="try-negative" title={t('seen.negativeHelp')}>
            <input
              type="checkbox"
              checked={negative}
              onChange={(event) => onNegative(event.target.checked)}
            />
            {t('seen.negative')}
          </label>
        )}
        {negative === true && <p className="note">{t('seen.negativeHelp')}</p>}
      </div>
    </div>
  )
}
