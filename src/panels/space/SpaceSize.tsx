import { useTranslation } from 'react-i18next'
import { countArchitectures } from '../../space/counting'
import { grouped, scientific } from '../common/format'
import { useSpaceEdit } from './useSpaceEdit'

/** How many architectures the space holds: about, and exactly. */
export function SpaceSize() {
  const { t } = useTranslation()
  const { space } = useSpaceEdit()
  const count = countArchitectures(space)
  return (
    <section aria-label={t('space.size')}>
      <p className="big-number">
        {t('space.about')} {scientific(count)}
      </p>
      <p className="note exact-count">{t('space.architectures', { count: grouped(count) })}</p>
    </section>
  )
}
