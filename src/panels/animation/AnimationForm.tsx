import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Timeline } from '../../run/events'
import type { FilmFormat } from '../../store/filmClient'
import { REPLAY_MS } from '../../store/replay'
import { useWorkspace } from '../../store/workspace'
import { byteCount } from '../common/format'
import { saveFile } from '../common/saveFile'
import { Segments } from '../common/Segments'
import { isShown, viewsOf } from '../search/chosenViews'
import { NumberField } from '../space/NumberField'
import { FilmProgressLine } from './FilmProgressLine'
import { useFilm } from './useFilm'
import { useFormats } from './useFormats'
import { ViewBoxes } from './ViewBoxes'

const WIDTHS = ['640', '960', '1280', '1920'] as const
const THEMES = ['dark', 'light'] as const
/** Seconds. */
const LENGTHS = { min: 1, max: 120 }

/** @param timeline a run with at least two snapshots */
export function AnimationForm({ timeline }: { readonly timeline: Timeline }) {
  const { t } = useTranslation('time')
  const formats = useFormats()
  const film = useFilm()
  const [views, setViews] = useState(() => initialViews(timeline))
  const [format, setFormat] = useState<FilmFormat>('gif')
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('960')
  const [theme, setTheme] = useState<(typeof THEMES)[number]>(themeInUse)
  const [seconds, setSeconds] = useState(REPLAY_MS / 1000)
  const [first, last] = [timeline.snapshots[0]?.step ?? 0, timeline.snapshots.at(-1)?.step ?? 0]
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(last)
  const [saved, setSaved] = useState<number | null>(null)
  const busy = film.progress !== null

  const start = () => {
    const { record, cellShown } = useWorkspace.getState()
    setSaved(null)
    film.start(
      {
        timeline,
        record,
        views,
        cell: cellShown,
        format,
        theme,
        width: Number(width),
        seconds,
        from,
        to,
        caption: (step) => t('film.caption', { step, total: timeline.steps }),
      },
      (file) => {
        saveFile(`${views.join('-')}.${format}`, file)
        setSaved(file.size)
      },
    )
  }
  return (
    <form
      className="animation-fields"
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <ViewBoxes config={timeline.config} chosen={views} onChange={setViews} />
      <Segments
        label={t('film.format')}
        value={format}
        options={(formats ?? ['gif']).map((name) => ({ name, label: t(`film.formats.${name}`) }))}
        onChange={setFormat}
      />
      {formats?.includes('webm') === false && <p className="note">{t('film.noVideo')}</p>}
      <Segments
        label={t('film.width')}
        value={width}
        options={WIDTHS.map((name) => ({ name, label: t('film.pixels', { count: Number(name) }) }))}
        onChange={setWidth}
      />
      <Segments
        label={t('film.theme')}
        value={theme}
        options={THEMES.map((name) => ({ name, label: t(`film.themes.${name}`) }))}
        onChange={setTheme}
      />
      <div className="animation-span">
        <NumberField
          label={t('film.seconds')}
          value={seconds}
          bound={LENGTHS}
          whole={false}
          onChange={setSeconds}
        />
        <NumberField
          label={t('film.from')}
          value={from}
          bound={{ min: first, max: to }}
          onChange={setFrom}
        />
        <NumberField
          label={t('film.to')}
          value={to}
          bound={{ min: from, max: last }}
          onChange={setTo}
        />
      </div>
      <div className="animation-foot">
        {film.progress ? (
          <FilmProgressLine progress={film.progress} onCancel={film.cancel} />
        ) : (
          <button type="submit" className="button primary" disabled={views.length === 0}>
            {t('film.save')}
          </button>
        )}
        <p className="note" role="status">
          {!busy && saved !== null && t('film.saved', { size: byteCount(saved) })}
          {!busy && film.problem !== null && t('film.failed', { reason: film.problem })}
        </p>
      </div>
    </form>
  )
}

/** The view that it was asked of, or else the first of those on the page. */
function initialViews({ config }: Timeline): readonly string[] {
  const { animatedView, views } = useWorkspace.getState()
  const shown = viewsOf(config).filter(({ name }) => isShown(name, views))
  const name = animatedView ?? shown[0]?.name
  return name === undefined ? [] : [name]
}

function themeInUse(): 'dark' | 'light' {
  return getComputedStyle(document.documentElement).colorScheme === 'light' ? 'light' : 'dark'
}
