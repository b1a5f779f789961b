import { useTranslation } from 'react-i18next'
import { saveFile } from '../common/saveFile'
import type { MadeArchive } from './useArchive'
import { useByteText } from './useByteText'

/** The button that saves the file, once it is made. */
export function SaveArchive({ made: { archive, problem } }: { readonly made: MadeArchive }) {
  const { t } = useTranslation('export')
  const byteText = useByteText()
  if (problem !== null) {
    return (
      <p className="export-problem" role="alert">
        {t('makingFailed', { message: problem })}
      </p>
    )
  }
  if (!archive) {
    return (
      <p className="note export-making" role="status">
        {t('making')}
      </p>
    )
  }
  const save = () => saveFile(archive.fileName, new Blob([archive.bytes], { type: archive.type }))
  return (
    <button type="button" className="button primary export-save" onClick={save}>
      {t('save', { name: archive.fileName })} · {byteText(archive.bytes.length)}
    </button>
  )
}
