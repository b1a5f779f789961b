import { Select } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { PRESET_NAMES, presetConfig } from '../../run/presets'
import type { PresetName } from '../../run/config'
import { presetOf } from '../../store/presetOf'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'

export function PresetSelect() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const takeConfig = useWorkspace((state) => state.takeConfig)
  const preset = presetOf(config)
  return (
    <Select.Root
      value={preset ?? ''}
      onValueChange={(name) => takeConfig(presetConfig(name as PresetName, config.seed))}
    >
      <Select.Trigger className="bar-select" aria-label={t('bar.preset')}>
        <span className="bar-select-label">{t('bar.preset')}</span>
        <Select.Value placeholder={t('bar.custom')}>
          {preset ? t(`bar.presets.${preset}`) : t('bar.custom')}
        </Select.Value>
        <Icon name="chevron" size={12} />
      </Select.Trigger>
      <Select.Portal>
        <Select.Content className="menu" position="popper" sideOffset={4}>
          <Select.Viewport>
            {PRESET_NAMES.map((name) => (
              <Select.Item key={name} value={name} className="menu-item">
                <span className="menu-check">
                  <Select.ItemIndicator>
                    <Icon name="check" size={14} />
                  </Select.ItemIndicator>
                </span>
                <Select.ItemText>{t(`bar.presets.${name}`)}</Select.ItemText>
                <span className="note">{t(`bar.presetHelp.${name}`)}</span>
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  )
}
