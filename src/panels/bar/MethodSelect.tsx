import { DropdownMenu } from 'radix-ui'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { methodOf } from '../../run/methods'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'
import { lazyPart } from '../common/lazyPart'

const MethodChoices = lazyPart(() => import('./MethodChoices'))

/** How architectures are drawn, trained and preferred; the next run takes it. */
export function MethodSelect() {
  const { t } = useTranslation()
  const method = useWorkspace((state) => methodOf(state.history.present))
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="bar-select">
        <span className="visually-hidden">{t('bar.method')}</span>
        {t(`bar.methods.${method}`)}
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu choice-menu"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Suspense>
            <MethodChoices />
          </Suspense>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
