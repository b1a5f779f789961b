import { Dialog as Primitive } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon'

interface DialogProps {
  readonly onClose: () => void
  readonly title: string
  readonly description: string
  /** For tables side by side. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** Open while it is mounted; the focus goes back to where it came from. */
export function Dialog({ onClose, title, description, wide = false, children }: DialogProps) {
  const { t } = useTranslation()
  const [opener] = useState(() => document.activeElement)
  return (
    <Primitive.Root open onOpenChange={onClose}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-veil" />
        <Primitive.Content
          className="dialog"
          data-wide={wide || undefined}
          onEscapeKeyDown={(event) => {
            // A field that is being edited in place takes it for itself.
            if (event.target instanceof Element && event.target.matches('[data-takes-escape]')) {
              event.preventDefault()
            }
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (opener instanceof HTMLElement) opener.focus()
          }}
        >
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
