import type { PresetName, SearchConfig } from '../run/config'
import { PRESET_NAMES, presetConfig } from '../run/presets'

/** The preset a config is, whatever its seed; null when something else was changed. */
export function presetOf(config: SearchConfig): PresetName | null {
  const text = JSON.stringify(config)
  return (
    PRESET_NAMES.find((name) => JSON.stringify(presetConfig(name, config.seed)) === text) ?? null
  )
}
