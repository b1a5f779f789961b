import { decodeLink, encodeLink, type SharedLink } from '../share/link'
import { formatGenotype } from '../space/genotypeFormat'
import { shownArchitecture, type ShownArchitecture } from './shown'
import { evaluationAt } from './timeline'
import { useWorkspace, type Workspace } from './workspace'

export interface WorkspaceLink {
  /** A whole address that opens the page on this. */
  readonly link: string
  /** The architecture it carries besides the config, as text; null when there is none yet. */
  readonly architecture: string | null
}

/** The link to what the result column shows, with the config it belongs to. */
export function linkOf(state: Workspace): WorkspaceLink {
  const shown = shownArchitecture(state)
  const accuracy = state.imported
    ? state.imported.accuracy
    : state.timeline && evaluationAt(state.timeline, state.playhead)?.accuracy
  const hash = encodeLink({
    config: shown?.config ?? state.history.present,
    ...(shown && architectureOf(shown)),
    ...(typeof accuracy === 'number' && { accuracy }),
  })
  return { link: pageAddress() + hash, architecture: shown?.text ?? null }
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
  const { config, genotype, architecture, accuracy } = decoded.value
  if (config) takeConfig(config)
  const text = architecture ?? (genotype && formatGenotype(genotype))
  if (text !== undefined) {
    importArchitecture({
      text,
      genotype: genotype ?? null,
      origin: 'link',
      name: null,
      accuracy: accuracy ?? null,
    })
  }
}

/** Opens the address's link now and whenever it changes; returns the function that stops. */
export function followAddress(): () => void {
  const onHashChange = () => openLink(location.hash)
  onHashChange()
  addEventListener('hashchange', onHashChange)
  return () => removeEventListener('hashchange', onHashChange)
}

/** Cells go as such, which a link without their space can hold too; anything else as its text. */
export function architectureOf({
  text,
  genotype,
}: Pick<ShownArchitecture, 'text' | 'genotype'>): Pick<SharedLink, 'genotype' | 'architecture'> {
  return genotype ? { genotype } : { architecture: text }
}

function pageAddress(): string {
  return location.origin + location.pathname + location.search
}
