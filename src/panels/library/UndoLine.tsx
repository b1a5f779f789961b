import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settleRemove, undoRemove, UNDO_MS, useLibrary } from '../../store/libraryState'

/** What was deleted just now can come back, for a while; for as long as it is pointed at or focused. */
export function UndoLine({ name }: { readonly name: string }) {
  const { t } = useTranslation('library')
  const deleted = useLibrary((state) => state.deleted)
  const [held, setHeld] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (deleted.length === 0 || held) return undefined
    const timer = setTimeout(settleRemove, UNDO_MS)
    return () => clearTimeout(timer)
  }, [deleted, held])
  return (
    <div
      className="library-undo"
      role="status"
      data-shown={deleted.length > 0 || undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {deleted.length > 0 && (
        <>
          {t('deleted', { count: deleted.length, name })}{' '}
          <button
            ref={button}
            type="button"
            className="link-button"
            onClick={() => void undoRemove()}
          >
            {t('undo')}
          </button>
        </>
      )}
    </div>
  )
}
