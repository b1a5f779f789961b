import { useTranslation } from 'react-i18next'
import { OWN_DATA_BOUNDS } from '../../run/configBounds'
import type { CapturedClass } from './useCaptures'

const SHOWN = 8

interface CaptureClassProps {
  readonly taken: CapturedClass
  readonly number: number
  readonly holding: boolean
  readonly disabled: boolean
  readonly onRename: (name: string) => void
  readonly onHold: (held: boolean) => void
  readonly onClear: () => void
}

/** Name of a class, the button that takes its pictures while held, and the last of them. */
export function CaptureClass(props: CaptureClassProps) {
  const { taken, number, holding, disabled, onRename, onHold, onClear } = props
  const { t } = useTranslation('data')
  const { name, pictures } = taken
  const release = () => onHold(false)
  return (
    <div className="capture-class">
      <input
        className="number-field"
        aria-label={t('capture.nameOf', { number })}
        value={name}
        maxLength={OWN_DATA_BOUNDS.classNameCharacters}
        onChange={(event) => onRename(event.target.value)}
      />
      <button
        type="button"
        className="button capture-hold"
        data-held={holding || undefined}
        aria-label={t('capture.holdFor', { name })}
        disabled={disabled}
        onPointerDown={() => onHold(true)}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onBlur={release}
        onKeyDown={(event) => {
          if (event.key !== ' ' && event.key !== 'Enter') return
          event.preventDefault()
          if (!event.repeat) onHold(true)
        }}
        onKeyUp={release}
        onContextMenu={(event) => event.preventDefault()}
      >
        {t('capture.hold')}
      </button>
      <span className="note" role="status">
        {t('capture.taken', { count: pictures.length })}
      </span>
      <button
        type="button"
        className="button quiet"
        aria-label={t('capture.clearNamed', { name })}
        disabled={pictures.length === 0}
        onClick={onClear}
      >
        {t('capture.clear')}
      </button>
      <div className="capture-pictures" aria-hidden="true">
        {pictures.slice(-SHOWN).map(({ url }) => (
          <img key={url} src={url} alt="" width={32} height={32} />
        ))}
      </div>
    </div>
  )
}
