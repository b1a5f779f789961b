import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchSpace } from '../../space/searchSpace'
import { spaceModel } from '../../space/spaceModels'
import { grouped, scientific } from '../common/format'

/** How many architectures the space holds: about, and exactly. */
export function SpaceSize({ space }: { readonly space: SearchSpace }) {
  const { t } = useTranslation()
  const count = useMemo(() => spaceModel(space).size, [space])
  return (
    <section aria-label={t('space.size')}>
      <p className="big-number">
        {t('space.about')} {scientific(count)}
      </p>
      <p className="note exact-count">{t('space.architectures', { count: grouped(count) })}</p>
    </section>
  )
}
