import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askToLast, useLibrary } from '../../store/libraryState'
import { byteCount } from '../common/format'

/** How much room there is, and whether it lasts. */
export function StorageLine() {
  const { t } = useTranslation('library')
  const storage = useLibrary((state) => state.storage)
  const [asked, setAsked] = useState(false)
  if (!storage) return null
  const { used, room, lasting } = storage
  return (
    <p className="note library-storage">
      {used !== null && room !== null && (
        <>{t('storage', { used: byteCount(used), room: byteCount(room) })} </>
      )}
      {lasting ? t('lasting') : asked ? t('refusedToLast') : t('passing')}{' '}
      {!lasting && !asked && (
        <button
          type="button"
          className="link-button"
          onClick={() => void askToLast().then(() => setAsked(true))}
        >
          {t('askToLast')}
        </button>
      )}
    </p>
  )
}
