import { useId, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { bring, giveUp, useData } from '../../store/dataState'
import { chosenFiles } from './droppedFiles'

/** Ways in: files, a folder, the camera; and how far what came in is. */
export function BringFiles({ onCamera }: { readonly onCamera: () => void }) {
  const { t } = useTranslation('data')
  const help = useId()
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const { title, files } = chosenFiles([...(event.target.files ?? [])])
    // The same file may be chosen again after it was mended.
    event.target.value = ''
    if (files.length > 0) void bring(files, title)
  }
  return (
    <section className="data-section" aria-label={t('bring')}>
      <h3 className="section-title">{t('bring')}</h3>
      <div className="data-ways" aria-describedby={help} role="group" aria-label={t('bring')}>
        <label className="button data-file">
          {t('files')}
          <input type="file" multiple className="visually-hidden" onChange={take} />
        </label>
        <label className="button data-file">
          {t('folder')}
          <input
            type="file"
            className="visually-hidden"
            onChange={take}
            ref={(input) => void (input && (input.webkitdirectory = true))}
          />
        </label>
        <button type="button" className="button" onClick={onCamera}>
          {t('camera')}
        </button>
      </div>
      <p className="note" id={help}>
        {t('drop')}
      </p>
      <NewsLine />
    </section>
  )
}

function NewsLine() {
  const { t } = useTranslation('data')
  const news = useData((state) => state.news)
  const problem = useData((state) => state.problem)
  return (
    <>
      {news && (
        <div className="data-news">
          <progress
            max={1}
            value={news.fraction ?? undefined}
            aria-label={t(`tasks.${news.task}`)}
          />
          <span role="status">
            {t(`tasks.${news.task}`)}
            {news.fraction !== null && ` ${Math.round(100 * news.fraction)} %`}
          </span>
          <button type="button" className="button quiet" onClick={giveUp}>
            {t('cancel')}
          </button>
        </div>
      )}
      {problem !== null && (
        <p className="data-problem" role="alert">
          <strong>{t('problem')}</strong> {problem}. {t('problemAdvice')}
        </p>
      )}
    </>
  )
}
