import { decodeLink, encodeLink, type SharedLatency, type SharedLink } from '../share/link'
import type { Genotype } from '../space/cellSpace'
import { formatGenotype } from '../space/genotypeFormat'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { sharedLatency, shownLatency } from './latencyShown'
import { adapterInUse, useLatency } from './latencyState'
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
  const latency = shown && latencyOf(shown, state)
  const hash = encodeLink({
    config: shown?.config ?? state.history.present,
    ...(shown && architectureOf(shown)),
    ...(typeof accuracy === 'number' && { accuracy }),
    ...(latency && { latency }),
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
  const { config, genotype, architecture, accuracy, latency } = decoded.value
  if (config) takeConfig(config)
  const text = architecture ?? (genotype && formatGenotype(genotype))
  const space = architecture === undefined ? null : (config?.space ?? null)
  if (text !== undefined) {
    importArchitecture({
      text,
      genotype: genotype ?? (space && text !== undefined ? genotypeOf(text, space) : null),
      space,
      origin: 'link',
      name: null,
      accuracy: accuracy ?? null,
      latency: latency ?? null,
    })
  }
}

/** As measured on this device, or else as whoever sent the architecture did; never a prediction. */
export function latencyOf(shown: ShownArchitecture, state: Workspace): SharedLatency | null {
  const page = { ...state, adapter: state.timeline?.engine?.adapter ?? null }
  const { measurement, elsewhere } = shownLatency(shown, page, useLatency.getState())
  return measurement ? sharedLatency(measurement, adapterInUse(state) ?? '?') : elsewhere
}

/** DARTS cells go as such, which a link without their space can hold too; anything else as its text. */
export function architectureOf({
  text,
  genotype,
  space,
}: Pick<ShownArchitecture, 'text' | 'genotype' | 'space'>): Pick<
  SharedLink,
  'genotype' | 'architecture'
> {
  const standsAlone = space === null || space.kind === 'cell'
  return genotype && standsAlone ? { genotype } : { architecture: text }
}

/** Decoding has checked that the text is of the space. */
function genotypeOf(text: string, space: SearchSpace): Genotype | null {
  const model = spaceModel(space)
  return model.genotype(model.parse(text))
}

function pageAddress(): string {
  return location.origin + location.pathname + location.search
}
