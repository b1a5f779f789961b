import { shallow } from 'zustand/shallow'
import { readStoredConfig, writePreferences, writeStoredConfig } from './settings'
import { useWorkspace } from './workspace'

/** What was being designed when the page was left, checked by code that a first visit does not load. */
export async function restoreConfig(): Promise<void> {
  const kept = readStoredConfig()
  if (kept === null) return
  const { parseSearchConfig } = await import('../run/schema')
  const stored = parseSearchConfig(kept)
  if (stored.ok) useWorkspace.getState().restoreConfig(stored.value)
}

/** Keeps preferences and the space being designed, as they change. */
export function keepSettings(): void {
  useWorkspace.subscribe(
    ({ theme, language, views, presented }) => [theme, language, views, presented],
    () => writePreferences(useWorkspace.getState()),
    { equalityFn: shallow },
  )
  useWorkspace.subscribe(
    ({ history }) => history.present,
    (config) => writeStoredConfig(config),
  )
}
