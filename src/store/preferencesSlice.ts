import type { SetSlice } from './slice'

export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Preferences {
  readonly theme: Theme
  readonly language: Language
}

export interface PreferencesSlice extends Preferences {
  readonly setTheme: (theme: Theme) => void
  readonly setLanguage: (language: Language) => void
}

export function createPreferencesSlice(
  initial: Preferences,
  set: SetSlice<PreferencesSlice>,
): PreferencesSlice {
  return {
    ...initial,
    setTheme: (theme) => set({ theme }),
    setLanguage: (language) => set({ language }),
  }
}
