import i18next from 'i18next'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { MiddleName } from '../store/interfaceSlice'
import { useWorkspace } from '../store/workspace'
import { lazyPart } from './common/lazyPart'
import { SegmentItems } from './common/SegmentItems'
import { SearchColumn } from './search/SearchColumn'

const DesignView = lazyPart(async () => {
  const [part] = await Promise.all([import('./space/design/DesignView'), addEditorTexts()])
  return part
})

const NAMES: readonly MiddleName[] = ['design', 'search']

/** The space in the large, or its search. */
export function MiddleColumn() {
  const { t } = useTranslation()
  const middle = useWorkspace((state) => state.middle)
  const showMiddle = useWorkspace((state) => state.showMiddle)
  return (
    <>
      <SegmentItems
        aria-label={t('app.middle')}
        value={middle}
        options={NAMES.map((name) => ({ name, label: t(`app.${name}`) }))}
        onChange={showMiddle}
      />
      {middle === 'design' ? (
        <Suspense>
          <DesignView />
        </Suspense>
      ) : (
        <SearchColumn />
      )}
    </>
  )
}

async function addEditorTexts(): Promise<void> {
  const { editorEn } = await import('./language/editorEn')
  i18next.addResourceBundle('en', 'translation', editorEn, true)
}
