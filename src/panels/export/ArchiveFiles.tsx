import { useTranslation } from 'react-i18next'
import type { ArchiveOrder } from '../../export/exportOrder'
import { saveFile } from '../common/saveFile'
import { useArchive } from './useArchive'
import { useByteText } from './useByteText'

/** What is in the file, and the button that saves it. */
export function ArchiveFiles({ order }: { readonly order: ArchiveOrder }) {
  const { t } = useTranslation('export')
  const byteText = useByteText()
  const { archive, problem } = useArchive(order)
  if (problem !== null) {
    return (
      <p className="export-problem" role="alert">
        {t('makingFailed', { message: problem })}
      </p>
    )
  }
  const check = archive?.files.find(({ name }) => name.startsWith('check.'))
  const golden = archive?.files.some(({ name }) => name === 'golden.json')
  return (
    <section className="export-contents" aria-label={t('contents')}>
      {archive && archive.files.length > 1 && (
        <>
          <h3 className="section-title">{t('contents')}</h3>
          <ul>
            {archive.files.map(({ name, bytes }) => (
              <li key={name}>
                <span className="mono">{name}</span> <span className="note">{byteText(bytes)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {golden && check && <p className="note">{t('goldens', { check: check.name })}</p>}
      {archive ? (
        <button
          type="button"
          className="button primary export-save"
          onClick={() =>
            saveFile(archive.fileName, new Blob([archive.bytes], { type: archive.type }))
          }
        >
          {t('save', { name: archive.fileName })} · {byteText(archive.bytes.length)}
        </button>
      ) : (
        <p className="note" role="status">
          {t('making')}
        </p>
      )}
    </section>
  )
}
