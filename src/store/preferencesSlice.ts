import type { SetSlice } from './slice'

export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Preferences {
  readonly theme: Theme
  readonly language: Language
  /** Views by name that the reader has asked for or put away; the others are shown as they come. */
  readonly views: Readonly<Record<string, boolean>>
  /** Names of the views of a presentation. */
  readonly presented: readonly string[]
}

export interface PreferencesSlice extends Preferences {
  readonly setTheme: (theme: Theme) => void
  readonly setLanguage: (language: Language) => void
  readonly setViews: (views: Preferences['views']) => void
  readonly setPresented: (names: readonly string[]) => void
}

export function createPreferencesSlice(
  initial: Preferences,
  set: SetSlice<PreferencesSlice>,
): PreferencesSlice {
  return {
    ...initial,
    setTheme: (theme) => set({ theme }),
    setLanguage: (language) => set({ language }),
    setViews: (views) => set({ views }),
    setPresented: (presented) => set({ presented }),
  }
}
