import type { PresetName, SearchConfig } from '../run/config'
import { withPreset } from '../run/methods'
import { PRESET_NAMES } from '../run/presets'

/** The preset that a config is for its method and kind of space; null when something else was changed. */
export function presetOf(config: SearchConfig): PresetName | null {
  const text = comparable(config)
  return PRESET_NAMES.find((name) => comparable(withPreset(config, name)) === text) ?? null
}

/** JSON with sorted keys: equal for equal configs, in whatever order a link or file put them. */
function comparable(config: SearchConfig): string {
  return JSON.stringify(config, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
