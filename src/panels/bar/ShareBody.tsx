import { useTranslation } from 'react-i18next'
import { copyLink } from '../../store/copying'
import { linkOf } from '../../store/link'
import { RUN_FILE_EXTENSION } from '../common/runFileExtension'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'
import { saveFile } from '../common/saveFile'

async function saveRun(): Promise<void> {
  const { packRun } = await import('../../store/runFile')
  const run = await packRun()
  if (run) saveFile(`search${RUN_FILE_EXTENSION}`, run)
}

/** Mounted while open only: making a link packs and derives. */
export default function ShareBody() {
  const { t } = useTranslation()
  const { link, architecture } = linkOf(useWorkspace.getState())
  return (
    <>
      <h2 className="section-title">{t('share.title')}</h2>
      <p className="note">{t('share.help')}</p>
      {architecture === null && <p className="note">{t('share.configOnly')}</p>}
      <input
        className="share-link"
        readOnly
        value={link}
        aria-label={t('bar.share')}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="share-foot">
        <button type="button" className="button primary" onClick={() => void copyLink()}>
          <Icon name="copy" />
          {t('share.copy')}
        </button>
        <span className="note">{t('share.length', { count: link.length })}</span>
      </div>
      <hr />
      <p className="note">{t('share.fileHelp')}</p>
      <button type="button" className="button" onClick={() => void saveRun()}>
        {t('share.file')}
      </button>
    </>
  )
}
