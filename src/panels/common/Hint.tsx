import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

/** Shows `text` when its child is pointed at or focused. */
export function Hint({
  text,
  children,
}: {
  readonly text: ReactNode
  readonly children: ReactElement
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="hint" sideOffset={6} collisionPadding={8}>
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
