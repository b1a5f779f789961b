import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { PresetName } from '../../run/config'
import { withPreset } from '../../run/methods'
import { PRESET_NAMES } from '../../run/presets'
import { presetOf } from '../../store/presetOf'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'

/** The method and kind of space at a size that suits a device; what is changed afterwards makes it a custom one. */
export function PresetSelect() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const takeConfig = useWorkspace((state) => state.takeConfig)
  const preset = presetOf(config)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="bar-select">
        <span className="bar-select-label">{t('bar.preset')}</span>
        {preset ? t(`bar.presets.${preset}`) : t('bar.custom')}
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={preset ?? ''}
            onValueChange={(name) => takeConfig(withPreset(config, name as PresetName))}
          >
            {PRESET_NAMES.map((name) => (
              <DropdownMenu.RadioItem key={name} value={name} className="menu-item">
                <span className="menu-check">
                  <DropdownMenu.ItemIndicator>
                    <Icon name="check" size={14} />
                  </DropdownMenu.ItemIndicator>
                </span>
                {t(`bar.presets.${name}`)}
                <span className="note">{t(`bar.presetHelp.${name}`)}</span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
