import { useTranslation } from 'react-i18next'
import { clock } from '../common/format'
import type { FilmProgress } from './makeFilm'

interface FilmProgressLineProps {
  readonly progress: FilmProgress
  readonly onCancel: () => void
}

export function FilmProgressLine({ progress, onCancel }: FilmProgressLineProps) {
  const { t } = useTranslation('time')
  const { fraction, secondsLeft } = progress
  return (
    <>
      <progress className="progress-bar" aria-label={t('film.making')} max={1} value={fraction} />
      <span className="note">
        {Math.round(100 * fraction)} %,{' '}
        {secondsLeft === null ? t('film.estimating') : t('film.left', { time: clock(secondsLeft) })}
      </span>
      <button type="button" className="button" onClick={onCancel}>
        {t('film.cancel')}
      </button>
    </>
  )
}
