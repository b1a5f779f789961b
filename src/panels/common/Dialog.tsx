import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description: string
  /** For tables side by side. */
  readonly wide?: boolean
  readonly children: ReactNode
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  wide = false,
  children,
}: DialogProps) {
  const { t } = useTranslation()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-veil" />
        <Primitive.Content className="dialog" data-wide={wide || undefined}>
          <Primitive.Title>{title}</Primitive.Title>
          <Primitive.Description className="note">{description}</Primitive.Description>
          {children}
          {/* Without a hint: it would open with the focus, and take the first Escape for itself. */}
          <Primitive.Close className="icon-button dialog-close" aria-label={t('help.close')}>
            <Icon name="close" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
