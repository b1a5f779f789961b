import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'
import { lazyPart } from '../common/lazyPart'

const CompareDialog = lazyPart(() => import('./CompareDialog'))

export function CompareButton() {
  const { t } = useTranslation()
  const open = useWorkspace((state) => state.dialog === 'compare')
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <>
      <IconButton
        icon="compare"
        label={t('bar.compare')}
        shortcut="V"
        onClick={() => setDialog('compare')}
      />
      <Suspense>{open && <CompareDialog />}</Suspense>
    </>
  )
}
