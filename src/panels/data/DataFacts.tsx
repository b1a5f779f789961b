import { useTranslation } from 'react-i18next'
import { testImagesOf, trainImagesOf, usualAugmentation, type KeptData } from '../../run/ownData'
import { figure, imbalance } from '../../views/classBalanceLayout'
import { classImages } from './classImages'
import { useFormText } from './useFormText'

/** From here on the smaller classes are easily overlooked by what is trained. */
const UNEVEN = 3

/** How many images there are and what they look like, and what is done to them. */
export function DataFacts({ data }: { readonly data: KeptData }) {
  const { t } = useTranslation('data')
  const formText = useFormText()
  const { own, mean, deviation, source, testTaken } = data
  const { cropPadding, flip } = usualAugmentation(source)
  const augmentation = flip
    ? cropPadding > 0
      ? 'both'
      : 'flip'
    : cropPadding > 0
      ? 'crop'
      : 'none'
  const uneven = imbalance(classImages(data))
  return (
    <>
      <p>
        {t('facts', {
          train: figure(trainImagesOf(data)),
          test: figure(testImagesOf(data)),
          classes: own.classNames.length,
          form: formText(own),
        })}
      </p>
      <p className="note">
        {t('normalised', { mean: threeDigits(mean), deviation: threeDigits(deviation) })}.{' '}
        {t('augmented')}: {t(`augmentations.${augmentation}`, { pixels: cropPadding })}.
        {testTaken && ` ${t('testTaken')}`}
      </p>
      {uneven >= UNEVEN && (
        <p className="data-warning">{t('uneven', { times: Math.round(uneven) })}</p>
      )}
    </>
  )
}

const threeDigits = (values: readonly number[]) =>
  values.map((value) => value.toFixed(3)).join(', ')
