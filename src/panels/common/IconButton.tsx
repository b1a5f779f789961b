import type { ComponentProps } from 'react'
import { Hint } from './Hint'
import type { IconName } from './Icon'
import { Icon } from './Icon'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName
  /** Says what it does; shown as a hint and read aloud. */
  readonly label: string
  /** The key that does the same, shown in the hint. */
  readonly shortcut?: string
}

export function IconButton({ icon, label, shortcut, className, ...button }: IconButtonProps) {
  return (
    <Hint text={shortcut ? <ShortcutHint label={label} shortcut={shortcut} /> : label}>
      <button
        type="button"
        {...button}
        className={['icon-button', className].filter(Boolean).join(' ')}
        aria-label={label}
      >
        <Icon name={icon} />
      </button>
    </Hint>
  )
}

function ShortcutHint({ label, shortcut }: { readonly label: string; readonly shortcut: string }) {
  return (
    <>
      {label} <kbd>{shortcut}</kbd>
    </>
  )
}
