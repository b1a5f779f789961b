import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../store/preferencesSlice'
import { LANGUAGES } from '../../store/preferencesSlice'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'
import { LANGUAGE_NAMES } from '../language/language'

const SHORT: Readonly<Record<Language, string>> = { en: 'EN', zh: '中' }

export function LanguageMenu() {
  const { t } = useTranslation()
  const language = useWorkspace((state) => state.language)
  const setLanguage = useWorkspace((state) => state.setLanguage)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="icon-button language-button"
        aria-label={`${t('bar.language')}: ${LANGUAGE_NAMES[language]}`}
      >
        {SHORT[language]}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={language}
            onValueChange={(value) => setLanguage(value as Language)}
          >
            {LANGUAGES.map((name) => (
              <DropdownMenu.RadioItem key={name} value={name} className="menu-item">
                {LANGUAGE_NAMES[name]}
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
