import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon } from './Icon'

export interface Choice<Name extends string> {
  readonly name: Name
  readonly label: string
  /** What it is, below its name. */
  readonly note?: ReactNode
}

interface ChoiceMenuProps<Name extends string> {
  /** What is chosen; read aloud before the present choice. */
  readonly label: string
  readonly value: Name | null
  /** Shown where the value is none of the choices. */
  readonly other?: string
  readonly choices: readonly Choice<Name>[]
  readonly onChoose: (name: Name) => void
}

/** One of several, each with a word on what it is. */
export function ChoiceMenu<Name extends string>(props: ChoiceMenuProps<Name>) {
  const { label, value, other = '', choices, onChoose } = props
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="choice-trigger">
        <span className="visually-hidden">{label}</span>
        <span className="choice-value">
          {choices.find(({ name }) => name === value)?.label ?? other}
        </span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu choice-menu"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <ChoiceItems value={value} choices={choices} onChoose={onChoose} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The choices, inside a menu. */
export function ChoiceItems<Name extends string>({
  value,
  choices,
  onChoose,
}: Pick<ChoiceMenuProps<Name>, 'value' | 'choices' | 'onChoose'>) {
  return (
    <DropdownMenu.RadioGroup
      value={value ?? ''}
      onValueChange={(name) => {
        if (name !== value) onChoose(name as Name)
      }}
    >
      {choices.map(({ name, label, note }) => (
        <DropdownMenu.RadioItem
          key={name}
          value={name}
          className="menu-item choice-item"
          textValue={label}
        >
          <span className="menu-check">
            <DropdownMenu.ItemIndicator>
              <Icon name="check" size={14} />
            </DropdownMenu.ItemIndicator>
          </span>
          <span>
            {label}
            {note && <span className="note">{note}</span>}
          </span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
