import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { EngineInfo } from '../../run/events'
import { useWorkspace } from '../../store/workspace'
import { Hint } from '../common/Hint'
import { byteCount } from '../common/format'
import { lazyPart } from '../common/lazyPart'

const KernelDialog = lazyPart(() => import('../device/KernelDialog'))

/** The engine and adapter in use, always in sight; pressed, it shows what the device's time goes into. */
export function DeviceBadge() {
  const { t } = useTranslation()
  const engine = useWorkspace((state) => state.engine ?? state.device?.info ?? null)
  const probing = useWorkspace((state) => state.probing)
  const open = useWorkspace((state) => state.dialog === 'kernels')
  const setDialog = useWorkspace((state) => state.setDialog)
  if (!engine) {
    return <span className="device">{probing ? t('device.probing') : t('device.unprobed')}</span>
  }
  const state = engine.backend !== 'webgpu' ? 'fallback' : engine.software ? 'software' : 'full'
  return (
    <>
      <Hint text={<DeviceDetails engine={engine} />}>
        <button
          type="button"
          className="device"
          data-state={state}
          aria-label={t('device.label')}
          aria-haspopup="dialog"
          onClick={() => setDialog('kernels')}
        >
          <span className="device-dot" aria-hidden="true" />
          <span className="device-backend">{t(`device.${engine.backend}`)}</span>
          <span className="device-adapter">{engine.adapter}</span>
        </button>
      </Hint>
      <Suspense>{open && <KernelDialog />}</Suspense>
    </>
  )
}

function DeviceDetails({ engine }: { readonly engine: EngineInfo }) {
  const { t } = useTranslation()
  return (
    <>
      <div>{t(`device.${engine.engine}`)}</div>
      <div>{engine.adapter}</div>
      {engine.software && <div>{t('device.software')}</div>}
      {engine.dispatchesPerStep > 0 && (
        <div>{t('device.dispatches', { count: engine.dispatchesPerStep })}</div>
      )}
      {engine.gpuBytes > 0 && (
        <div>{t('device.memory', { bytes: byteCount(engine.gpuBytes) })}</div>
      )}
      {engine.backend === 'webgpu' && <div>{t('kernels.open')}</div>}
    </>
  )
}
