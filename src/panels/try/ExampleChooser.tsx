import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { pixelImage } from '../../views/pixelImage'
import type { Example } from './useExamples'

interface ExampleChooserProps {
  readonly examples: readonly Example[]
  readonly classNames: readonly string[]
  /** Number of the one that is on show; null for none. */
  readonly chosen: number | null
  readonly onChoose: (example: Example) => void
  /** Absent where there are no others. */
  readonly onMore?: (() => void) | undefined
}

/** Test images, to be gone through with the arrow keys. */
export function ExampleChooser(props: ExampleChooserProps) {
  const { examples, classNames, chosen, onChoose, onMore } = props
  const { t } = useTranslation('try')
  const name = useId()
  return (
    <fieldset className="try-examples">
      <legend className="note">{t('examples.legend')}</legend>
      <div className="try-thumbnails">
        {examples.map((example) => (
          <label key={example.number} className="try-thumbnail">
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={example.number === chosen}
              onChange={() => onChoose(example)}
            />
            <img
              src={pixelImage(example.pixels)}
              alt={t('examples.one', {
                number: example.number,
                name: classNames[example.label] ?? '',
              })}
            />
          </label>
        ))}
      </div>
      {onMore && (
        <button type="button" className="button quiet" onClick={onMore}>
          {t('examples.more')}
        </button>
      )}
    </fieldset>
  )
}
