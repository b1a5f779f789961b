import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice, NoticeCode } from '../store/noticeSlice'
import { useWorkspace } from '../store/workspace'
import { Icon } from './common/Icon'
import { IconButton } from './common/IconButton'
import './notices.css'

/** News that goes by itself; all else is a problem, and says what to do. */
const NEWS = ['copied-link', 'copied-genotype', 'kept'] as const satisfies readonly NoticeCode[]
type NewsCode = (typeof NEWS)[number]
const NEWS_MS = 2500

function isNews(code: NoticeCode): code is NewsCode {
  return (NEWS as readonly NoticeCode[]).includes(code)
}

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
  return isNews(code) ? <News code={code} /> : <Problem code={code} detail={detail} />
}

function News({ code }: { readonly code: NewsCode }) {
  const { t } = useTranslation()
  const dismiss = useWorkspace((state) => state.dismiss)
  useEffect(() => {
    const timer = setTimeout(() => dismiss(code), NEWS_MS)
    return () => clearTimeout(timer)
  }, [code, dismiss])
  return (
    <div className="notice" role="status" data-kind="news">
      <Icon name="check" />
      <p>{t(`notice.${code}`)}</p>
    </div>
  )
}

interface ProblemProps {
  readonly code: Exclude<NoticeCode, NewsCode>
  readonly detail: string | null
}

function Problem({ code, detail }: ProblemProps) {
  const { t } = useTranslation()
  const dismiss = useWorkspace((state) => state.dismiss)
  return (
    <div className="notice" role="alert" data-kind="problem">
      <Icon name="warning" />
      <p>
        <strong>{t(`notice.${code}`)}</strong> {t(`notice.${code}-advice`)}{' '}
        {detail && <span className="notice-detail">({detail})</span>}
      </p>
      <IconButton
        icon="close"
        className="small"
        label={t('notice.dismiss')}
        onClick={() => dismiss(code)}
      />
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
