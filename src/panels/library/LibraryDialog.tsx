import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedEntry } from '../../store/libraryFacts'
import { readLibrary, useLibrary } from '../../store/libraryState'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { libraryEn } from '../language/libraryEn'
import { libraryZh } from '../language/libraryZh'
import { LibraryContents } from './LibraryContents'
import { LibraryFiles } from './LibraryFiles'
import { SideBySide } from './SideBySide'
import { StorageLine } from './StorageLine'
import { useListed } from './useListed'
import './library.css'

i18next.addResourceBundle('en', 'library', libraryEn)
i18next.addResourceBundle('zh', 'library', libraryZh)

const NONE = [] as const

/** Everything that this browser keeps: runs, architectures, trained networks. */
export default function LibraryDialog() {
  const { t } = useTranslation('library')
  const setDialog = useWorkspace((state) => state.setDialog)
  const entries = useLibrary((state) => state.entries)
  const listed = useListed(entries ?? NONE)
  const [side, setSide] = useState<readonly ListedEntry[] | null>(null)
  useEffect(() => void readLibrary(), [])
  return (
    <Dialog
      onClose={() => setDialog(null)}
      title={side ? t('side.title') : t('title')}
      description={side ? t('side.note') : t('help')}
      wide
    >
      {side ? (
        <SideBySide listed={side} onBack={() => setSide(null)} />
      ) : (
        entries && (
          <div className="library">
            <LibraryContents listed={listed} onCompare={setSide} />
            <div className="library-foot">
              <LibraryFiles empty={entries.length === 0} />
              <StorageLine />
            </div>
          </div>
        )
      )}
    </Dialog>
  )
}
