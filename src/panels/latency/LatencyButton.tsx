import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'
import { lazyPart } from '../common/lazyPart'

const LatencyDialog = lazyPart(() => import('./LatencyDialog'))

export function LatencyButton() {
  const { t } = useTranslation()
  const open = useWorkspace((state) => state.dialog === 'latency')
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <>
      <IconButton
        icon="latency"
        className="bar-latency"
        label={t('bar.latency')}
        shortcut="L"
        onClick={() => setDialog('latency')}
      />
      <Suspense>{open && <LatencyDialog />}</Suspense>
    </>
  )
}
