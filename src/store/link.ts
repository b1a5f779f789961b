import type { Genotype } from '../space/cellSpace'
import { decodeLink, encodeLink } from '../share/link'
import { shownArchitecture } from './shown'
import { evaluationAt } from './timeline'
import { useWorkspace, type Workspace } from './workspace'

export interface WorkspaceLink {
  /** A whole address that opens the page on this. */
  readonly link: string
  /** What it carries besides the config; null when nothing has been derived yet. */
  readonly genotype: Genotype | null
}

/** The link to what the result column shows, with the config it belongs to. */
export function linkOf(state: Workspace): WorkspaceLink {
  const shown = shownArchitecture(state)
  const accuracy = state.imported
    ? state.imported.accuracy
    : state.timeline && evaluationAt(state.timeline, state.playhead)?.accuracy
  const hash = encodeLink({
    config: shown?.config ?? state.history.present,
    ...(shown && { genotype: shown.genotype }),
    ...(typeof accuracy === 'number' && { accuracy }),
  })
  return { link: pageAddress() + hash, genotype: shown?.genotype ?? null }
}

/** Shows what the page's address asks for; an address that cannot be read is told, and changes nothing. */
export function openLink(hash: string): void {
  const { notify, dismiss, takeConfig, importArchitecture } = useWorkspace.getState()
  const decoded = decodeLink(hash)
  if (!decoded.ok) {
    const { code, detail } = decoded.error
    if (code !== 'absent') notify('link-malformed', detail ?? code)
    return
  }
  dismiss('link-malformed')
  const { config, genotype, accuracy } = decoded.value
  if (config) takeConfig(config)
  if (genotype) {
    importArchitecture({ genotype, origin: 'link', name: null, accuracy: accuracy ?? null })
  }
}

/** Opens the address's link now and whenever it changes; returns the function that stops. */
export function followAddress(): () => void {
  const onHashChange = () => openLink(location.hash)
  onHashChange()
  addEventListener('hashchange', onHashChange)
  return () => removeEventListener('hashchange', onHashChange)
}

function pageAddress(): string {
  return location.origin + location.pathname + location.search
}
