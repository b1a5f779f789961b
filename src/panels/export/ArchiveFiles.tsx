import { useTranslation } from 'react-i18next'
import type { ExportArchive } from '../../export/archive'
import { useByteText } from './useByteText'

/** What is in a file of several. */
export function ArchiveFiles({ archive: { files } }: { readonly archive: ExportArchive }) {
  const { t } = useTranslation('export')
  const byteText = useByteText()
  if (files.length < 2) return null
  const check = files.find(({ name }) => name.startsWith('check.'))
  return (
    <section className="export-contents" aria-label={t('contents')}>
      <h3 className="section-title">{t('contents')}</h3>
      <ul>
        {files.map(({ name, bytes }) => (
          <li key={name}>
            <span className="mono">{name}</span> <span className="note">{byteText(bytes)}</span>
          </li>
        ))}
      </ul>
      {check && <p className="note">{t('goldens', { check: check.name })}</p>}
    </section>
  )
}
