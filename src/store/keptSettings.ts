import { parseSearchConfig } from '../run/schema'
import { readStoredConfig, writePreferences, writeStoredConfig } from './settings'
import { useWorkspace } from './workspace'

/** What was being designed when the page was left. */
export function restoreConfig(): void {
  const stored = parseSearchConfig(readStoredConfig())
  if (stored.ok) useWorkspace.getState().restoreConfig(stored.value)
}

/** Keeps preferences and the space being designed, as they change. */
export function keepSettings(): void {
  useWorkspace.subscribe(
    ({ theme, language }) => `${theme} ${language}`,
    () => writePreferences(useWorkspace.getState()),
  )
  useWorkspace.subscribe(
    ({ history }) => history.present,
    (config) => writeStoredConfig(config),
  )
}
