import { useTranslation } from 'react-i18next'
import type { StepProfile } from '../../run/stepProfile'
import { figure, kernelTotal } from '../../views/kernelTable'
import { grouped, percent } from '../common/format'

/** The whole step against the sum of its kernels. */
export function ProfileFigures({ profile }: { readonly profile: StepProfile }) {
  const { t } = useTranslation()
  const { kernels, stepMs, clockTickMs, adapter } = profile
  const { ms, dispatches } = kernelTotal(kernels)
  return (
    <>
      <dl className="kernel-totals">
        <Figure label={t('kernels.step')} value={milliseconds(stepMs)} />
        <Figure
          label={t('kernels.sum')}
          value={milliseconds(ms)}
          note={t('kernels.ofStep', { share: percent(ms / stepMs) })}
        />
        <Figure label={t('kernels.dispatches')} value={grouped(dispatches)} />
      </dl>
      <p className="note">
        {t('kernels.on', { adapter })} {t(ms > stepMs ? 'kernels.more' : 'kernels.rest')}{' '}
        {clockTickMs !== null && t('kernels.coarse', { tick: clockTickMs.toFixed(3) })}
      </p>
    </>
  )
}

const milliseconds = (ms: number) => `${ms < 1000 ? figure(ms) : grouped(ms)} ms`

function Figure(props: { readonly label: string; readonly value: string; readonly note?: string }) {
  return (
    <div>
      <dt className="section-title">{props.label}</dt>
      <dd>
        <span className="kernel-figure">{props.value}</span>{' '}
        {props.note && <span className="note">{props.note}</span>}
      </dd>
    </div>
  )
}
