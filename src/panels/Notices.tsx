import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice, NoticeCode } from '../store/noticeSlice'
import { useWorkspace } from '../store/workspace'
import { Icon } from './common/Icon'
import { IconButton } from './common/IconButton'
import './notices.css'

/** News that goes by itself. */
const PASSING: ReadonlySet<NoticeCode> = new Set(['copied-link', 'copied-genotype'])
const PASSING_MS = 2500

/** What happened, what was kept, what to do: over the columns, until dismissed. */
export function Notices() {
  const notices = useWorkspace((state) => state.notices)
  return (
    <div className="notices">
      <DeviceNotice />
      <FailureNotice />
      {notices.map((notice) => (
        <NoticeLine key={notice.code} notice={notice} />
      ))}
    </div>
  )
}

function NoticeLine({ notice: { code, detail } }: { readonly notice: Notice }) {
  const { t, i18n } = useTranslation()
  const dismiss = useWorkspace((state) => state.dismiss)
  const passing = PASSING.has(code)
  useEffect(() => {
    if (!passing) return
    const timer = setTimeout(() => dismiss(code), PASSING_MS)
    return () => clearTimeout(timer)
  }, [code, passing, dismiss])
  const advice = `notice.${code}-advice`
  return (
    <div
      className="notice"
      role={passing ? 'status' : 'alert'}
      data-kind={passing ? 'news' : 'problem'}
    >
      <Icon name={passing ? 'check' : 'warning'} />
      <p>
        <strong>{t(`notice.${code}`)}</strong> {i18n.exists(advice) && i18n.t(advice as never)}{' '}
        {detail && <span className="notice-detail">({detail})</span>}
      </p>
      {!passing && (
        <IconButton
          icon="close"
          className="small"
          label={t('notice.dismiss')}
          onClick={() => dismiss(code)}
        />
      )}
    </div>
  )
}

function FailureNotice() {
  const { t } = useTranslation()
  const failure = useWorkspace((state) => state.failure)
  const dismissFailure = useWorkspace((state) => state.dismissFailure)
  if (!failure) return null
  return (
    <div className="notice" role="alert" data-kind="problem">
      <Icon name="warning" />
      <p>
        <strong>{t(`error.${failure.code}`)}</strong> {t(`errorAdvice.${failure.code}`)}{' '}
        <span className="notice-detail">({failure.message})</span>
      </p>
      <IconButton
        icon="close"
        className="small"
        label={t('notice.dismiss')}
        onClick={dismissFailure}
      />
    </div>
  )
}

function DeviceNotice() {
  const { t } = useTranslation()
  const device = useWorkspace((state) => state.device)
  const seen = useWorkspace((state) => state.deviceNoticeSeen)
  const dismissDeviceNotice = useWorkspace((state) => state.dismissDeviceNotice)
  if (!device || device.webgpuProblem === null || seen) return null
  return (
    <div className="notice" role="status" data-kind="problem">
      <Icon name="warning" />
      <p>
        <strong>{t('device.noWebgpu')}.</strong>{' '}
        {t('device.noWebgpuAdvice', { backend: t(`device.${device.info.backend}`) })}{' '}
        <span className="notice-detail">({device.webgpuProblem})</span>
      </p>
      <IconButton
        icon="close"
        className="small"
        label={t('notice.dismiss')}
        onClick={dismissDeviceNotice}
      />
    </div>
  )
}
