import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { Theme } from '../../store/preferencesSlice'
import { THEMES } from '../../store/preferencesSlice'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'
import type { IconName } from '../common/Icon'

const ICONS: Readonly<Record<Theme, IconName>> = { system: 'system', dark: 'moon', light: 'sun' }

export function ThemeMenu() {
  const { t } = useTranslation()
  const theme = useWorkspace((state) => state.theme)
  const setTheme = useWorkspace((state) => state.setTheme)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="icon-button" aria-label={t('bar.theme')}>
        <Icon name={ICONS[theme]} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={theme}
            onValueChange={(value) => setTheme(value as Theme)}
          >
            {THEMES.map((name) => (
              <DropdownMenu.RadioItem key={name} value={name} className="menu-item">
                <Icon name={ICONS[name]} />
                {t(`bar.themes.${name}`)}
                <DropdownMenu.ItemIndicator className="note">
                  <Icon name="check" size={14} />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
