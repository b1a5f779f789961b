import '../language/timeTexts'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'
import { isShown, viewsOf } from './chosenViews'

/** Which drawings of the search are on the page. */
export function ViewChooser({ config }: { readonly config: SearchConfig }) {
  const { t } = useTranslation('time')
  const asked = useWorkspace((state) => state.views)
  const setViews = useWorkspace((state) => state.setViews)
  const names = viewsOf(config).map(({ name }) => name)
  const shown = names.filter((name) => isShown(name, asked))
  const put = (wanted: readonly string[], given: boolean) =>
    setViews({ ...asked, ...Object.fromEntries(wanted.map((name) => [name, given])) })
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="choice-trigger view-chooser">
        <Icon name="views" size={14} />
        {shown.length === names.length
          ? t('views')
          : t('viewsShown', { count: shown.length, total: names.length })}
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu choice-menu"
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          <ViewChoices
            config={config}
            chosen={new Set(shown)}
            onChoose={(name, chosen) => put([name], chosen)}
          />
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item
            className="menu-item"
            onSelect={() => useWorkspace.getState().present(true)}
          >
            <Icon name="present" />
            {t('present.start')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => put(names, true)}>
            <span className="menu-check" />
            {t('allViews')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ViewChoicesProps {
  readonly config: SearchConfig
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (name: string, chosen: boolean) => void
  /** No more may be chosen. */
  readonly full?: boolean
}

/** A checkbox for each view of a run, inside a menu that stays open. */
export function ViewChoices({
  config,
  chosen,
  onChoose,
  full = false,
}: ViewChoicesProps): ReactNode {
  const language = useWorkspace((state) => state.language)
  return viewsOf(config).map(({ name, titles }) => (
    <DropdownMenu.CheckboxItem
      key={name}
      className="menu-item"
      checked={chosen.has(name)}
      disabled={full && !chosen.has(name)}
      onCheckedChange={(checked) => onChoose(name, checked)}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="menu-check">
        <DropdownMenu.ItemIndicator>
          <Icon name="check" size={14} />
        </DropdownMenu.ItemIndicator>
      </span>
      {titles[language]}
    </DropdownMenu.CheckboxItem>
  ))
}
