import { Popover } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'

interface PartPopoverProps {
  readonly title: string
  /** What it belongs to; the focus goes back there. */
  readonly anchor: RefObject<Element>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What can be done to a part of the drawing, beside it. Open while it is mounted. */
export function PartPopover({ title, anchor, onClose, children }: PartPopoverProps) {
  return (
    <Popover.Root open onOpenChange={onClose}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className="part-popover"
          aria-label={title}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            const { activeElement } = document
            if (activeElement && activeElement !== document.body) return
            const { current } = anchor
            if (current instanceof HTMLElement || current instanceof SVGElement) current.focus()
          }}
        >
          <h3 className="section-title">{title}</h3>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
