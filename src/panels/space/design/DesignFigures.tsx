import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../../network/costRange'
import type { SpaceProblem } from '../../../space/bounds'
import { spaceModel } from '../../../space/spaceModels'
import { spaceCosts } from '../../../store/costs'
import { useWorkspace } from '../../../store/workspace'
import { grouped, scientific, withPrefix } from '../../common/format'
import { ForecastFigures } from '../ForecastFigures'
import { SpaceProblems } from '../SpaceProblems'
import { useCostRange } from '../useCostRange'

/** Below this a count needs no power of ten beside it. */
const READ_AT_A_GLANCE = 1_000_000n

/** What the space holds and costs, always in sight; in its place, why it cannot be searched. */
export function DesignFigures({ problems }: { readonly problems: readonly SpaceProblem[] }) {
  const { t } = useTranslation()
  return (
    <section className="design-figures" aria-label={t('editor.figures')}>
      {problems.length > 0 ? <SpaceProblems problems={problems} announced /> : <Figures />}
    </section>
  )
}

function Figures() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const { space } = config
  const count = useMemo(() => spaceModel(space).size, [space])
  // The supernet of a large space takes a few milliseconds to build: never while something is dragged.
  const settled = useDeferredValue(config)
  const { supernetParameters } = useMemo(() => spaceCosts(settled), [settled])
  const range = useCostRange()
  const shown = useLast(range)
  const between = (read: (cost: CostRange['least']) => number) =>
    shown
      ? t('spaces.range', {
          least: withPrefix(read(shown.least)),
          most: withPrefix(read(shown.most)),
        })
      : t('spaces.counting')
  return (
    <dl className="figure-grid">
      <Figure
        name={t('editor.architectures')}
        value={count < READ_AT_A_GLANCE ? grouped(count) : `≈ ${scientific(count)}`}
      >
        {/* The longest counts take more lines than there are, and scroll. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <dd className="exact-figure note" tabIndex={0}>
          {count < READ_AT_A_GLANCE ? '' : t('editor.exactly', { count: grouped(count) })}
        </dd>
      </Figure>
      <Figure
        name={t('editor.parameters')}
        value={between(({ parameters }) => parameters)}
        counting={range === null}
      />
      <Figure
        name={t('editor.macs')}
        value={between(({ macs }) => macs)}
        counting={range === null}
      />
      <Figure name={t('editor.supernet')} value={grouped(supernetParameters)} />
      <ForecastFigures config={config} />
    </dl>
  )
}

function Figure(props: {
  readonly name: string
  readonly value: string
  readonly counting?: boolean
  readonly children?: ReactNode
}) {
  const { name, value, counting = false, children } = props
  return (
    <div>
      <dt>{name}</dt>
      <dd data-counting={counting || undefined}>{value}</dd>
      {children}
    </div>
  )
}

/** The present value, or the last one there was: a figure that is counted anew does not vanish. */
function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value)
  if (value !== null && value !== last) setLast(value)
  return value ?? last
}
