import { Popover } from 'radix-ui'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../common/Icon'

const ShareBody = lazy(() => import('./ShareBody'))

export function SharePopover() {
  const { t } = useTranslation()
  return (
    <Popover.Root>
      <Popover.Trigger className="icon-button" aria-label={t('bar.share')}>
        <Icon name="share" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="share-popover"
          aria-label={t('bar.share')}
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <Suspense>
            <ShareBody />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
