import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchSpace } from '../../space/searchSpace'
import { spaceModel } from '../../space/spaceModels'
import { grouped, scientific } from '../common/format'

/** Below this a count needs no power of ten beside it. */
const READ_AT_A_GLANCE = 1_000_000n

/** How many architectures the space holds: about, and exactly. */
export function SpaceSize({ space }: { readonly space: SearchSpace }) {
  const { t } = useTranslation()
  const count = useMemo(() => spaceModel(space).size, [space])
  return (
    <section aria-label={t('space.size')}>
      {count < READ_AT_A_GLANCE ? (
        <>
          <p className="big-number">{grouped(count)}</p>
          <p className="note">{t('spaces.count')}</p>
        </>
      ) : (
        <>
          <p className="big-number">
            {t('space.about')} {scientific(count)}
          </p>
          <p className="note exact-count">{t('space.architectures', { count: grouped(count) })}</p>
        </>
      )}
    </section>
  )
}
