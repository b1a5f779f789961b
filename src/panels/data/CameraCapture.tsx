import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BroughtFile } from '../../store/dataState'
import { OWN_DATA_BOUNDS } from '../../run/configBounds'
import { CaptureClass } from './CaptureClass'
import { useCamera } from './useCamera'
import { useCaptures } from './useCaptures'

/** Every fifth of a class is set apart for tests. */
const ENOUGH = 5
const LEAST_CLASSES = 2

interface CameraCaptureProps {
  /** Pictures in a folder for each class; null when there are to be none. */
  readonly onDone: (files: readonly BroughtFile[] | null) => void
}

/** Pictures of a few things, taken by holding the button of what is shown to the camera. */
export function CameraCapture({ onDone }: CameraCaptureProps) {
  const { t } = useTranslation('data')
  const { camera, showOn } = useCamera()
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const place = useCallback(
    (element: HTMLVideoElement | null) => {
      setVideo(element)
      showOn(element)
    },
    [showOn],
  )
  const { classes, add, rename, clear, holding, hold, release } = useCaptures(video, (number) =>
    t('capture.className', { number }),
  )
  const filled = classes.filter(({ pictures }) => pictures.length >= ENOUGH)
  const names = filled.map(({ name }) => name.trim())
  const ready = new Set(names).size >= LEAST_CLASSES && names.every(Boolean)
  const files = () =>
    filled.flatMap(({ name, pictures }) =>
      pictures.map(({ file }, index) => ({
        path: `camera/${name.trim().replaceAll('/', '∕')}/${index}.png`,
        file,
      })),
    )
  return (
    <section className="data-section" aria-label={t('capture.title')}>
      <h3 className="section-title">{t('capture.title')}</h3>
      <p className="note">{t('capture.help')}</p>
      {camera === 'open' || camera === 'starting' ? (
        <div className="capture">
          <video
            ref={place}
            className="capture-view"
            muted
            playsInline
            aria-label={t('capture.view')}
          />
          <div className="capture-classes">
            {camera === 'starting' && <p role="status">{t('capture.starting')}</p>}
            {classes.map((each, index) => (
              <CaptureClass
                key={each.key}
                taken={each}
                number={index + 1}
                holding={holding === each.key}
                disabled={camera === 'starting'}
                onRename={(name) => rename(each.key, name)}
                onHold={(held) => (held ? hold(each.key) : release(each.key))}
                onClear={() => clear(each.key)}
              />
            ))}
            <button
              type="button"
              className="button quiet"
              disabled={classes.length >= OWN_DATA_BOUNDS.classes.max}
              onClick={add}
            >
              {t('capture.add')}
            </button>
          </div>
        </div>
      ) : (
        <p className="data-problem" role="alert">
          {t(`capture.${camera}`)}
        </p>
      )}
      <div className="data-ways">
        <button
          type="button"
          className="button primary"
          disabled={!ready}
          onClick={() => onDone(files())}
        >
          {t('capture.done')}
        </button>
        <button type="button" className="button quiet" onClick={() => onDone(null)}>
          {t('capture.back')}
        </button>
        {!ready && <span className="note">{t('capture.enough')}</span>}
      </div>
    </section>
  )
}
