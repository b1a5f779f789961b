import { useTranslation } from 'react-i18next'
import { useFormText } from './useFormText'
import { useWantedData } from './useWantedData'

/** Asks for the files of data that the search at hand is on and that is not here. */
export function WantedNote() {
  const { t } = useTranslation('data')
  const formText = useFormText()
  const wanted = useWantedData()
  if (!wanted) return null
  const { own } = wanted
  return (
    <p className="data-warning" role="status">
      {t('wanted', { title: own.title, form: formText(own), classes: own.classNames.length })}
    </p>
  )
}
