import type { PresetName, SearchConfig } from '../run/config'
import { PRESET_NAMES, presetConfig } from '../run/presets'

/** The preset a config is, whatever its seed; null when something else was changed. */
export function presetOf(config: SearchConfig): PresetName | null {
  const text = comparable(config)
  return PRESET_NAMES.find((name) => comparable(presetConfig(name, config.seed)) === text) ?? null
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
