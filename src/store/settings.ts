import type { Preferences } from './preferencesSlice'
import { LANGUAGES, THEMES } from './preferencesSlice'

/** Also read by index.html, before the first paint. */
const PREFERENCES_KEY = 'nas-playground.preferences'
const CONFIG_KEY = 'nas-playground.config'

/** What was chosen before; otherwise the system's theme and the browser's language. */
export function readPreferences(): Preferences {
  const stored = readJson(PREFERENCES_KEY) as Partial<Preferences> | null
  return {
    theme: THEMES.find((theme) => theme === stored?.theme) ?? 'system',
    language: LANGUAGES.find((language) => language === stored?.language) ?? browserLanguage(),
    views: isRecord(stored?.views) ? stored.views : {},
    presented: Array.isArray(stored?.presented) ? stored.presented.map(String) : [],
  }
}

export function writePreferences({ theme, language, views, presented }: Preferences): void {
  writeJson(PREFERENCES_KEY, { theme, language, views, presented })
}

/** The config last worked on; unchecked. Null when there is none. */
export function readStoredConfig(): unknown {
  return readJson(CONFIG_KEY)
}

export function writeStoredConfig(config: unknown): void {
  writeJson(CONFIG_KEY, config)
}

function isRecord(value: unknown): value is Record<string, boolean> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function browserLanguage(): Preferences['language'] {
  return typeof navigator !== 'undefined' && /^zh\b/i.test(navigator.language) ? 'zh' : 'en'
}

function readJson(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    // Storage may be forbidden, or hold what an older version wrote: neither may stop the page.
    return null
  }
}

function writeJson(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Private windows may refuse; settings then last as long as the page.
  }
}
