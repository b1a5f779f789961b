import { methodOf } from '../run/methods'
import type { ImportedArchitecture } from './architectureSlice'
import { architectureCost, textCost } from './costs'
import { openLibrary } from './libraryDatabase'
import { blankLabels, tidyName, type ArchitectureEntry } from './libraryEntries'
import { architectureId } from './libraryIds'
import { readArchitectureEntry, readLabels } from './librarySchema'
import { latencyOf } from './link'
import { shownArchitecture, type ShownArchitecture } from './shown'
import { evaluationAt } from './timeline'
import { useWorkspace, type Workspace } from './workspace'

/** Keeps the architecture in the result column. @returns whether there is one */
export async function keepShown(): Promise<boolean> {
  const state = useWorkspace.getState()
  const shown = shownArchitecture(state)
  if (!shown) return false
  await keepArchitectureEntry(architectureEntry(shown, state))
  return true
}

/** Keeps what was brought in: from a link, or as text. Published ones are at hand anyway. */
export async function keepImported(imported: ImportedArchitecture): Promise<void> {
  if (imported.origin !== 'published') await keepShown()
}

/**
 * Keeps an architecture in place of the same one, with the names and tags that had; what is not known
 * of it now stays as it was known then.
 * @throws when storage is refused or full
 */
async function keepArchitectureEntry(entry: ArchitectureEntry): Promise<void> {
  const transaction = (await openLibrary()).transaction('architectures', 'readwrite')
  const stored = await transaction.store.get(entry.id)
  const before = stored ? readArchitectureEntry(stored) : null
  await transaction.store.put({
    ...(before ?? entry),
    cost: entry.cost ?? before?.cost ?? null,
    accuracy: entry.accuracy ?? before?.accuracy ?? null,
    latency: entry.latency ?? before?.latency ?? null,
    labels: readLabels(stored, entry.keptAt),
  })
  await transaction.done
}

function architectureEntry(shown: ShownArchitecture, state: Workspace): ArchitectureEntry {
  const { text, space, origin, name, config } = shown
  const keptAt = new Date().toISOString()
  const ofRun = origin === 'run' || origin === 'candidate'
  return {
    kind: 'architecture',
    id: architectureId(shown),
    text,
    space,
    origin,
    title: name && tidyName(name),
    method: ofRun ? methodOf(config) : null,
    dataset: config.dataset,
    cost: costOf(shown),
    accuracy: accuracyOf(shown, state),
    latency: latencyOf(shown, state),
    keptAt,
    labels: blankLabels(keptAt),
  }
}

function costOf({ cost, genotype, space, text, config }: ShownArchitecture) {
  const counted =
    cost ??
    (space && space.kind !== 'cell'
      ? textCost(text, config)
      : genotype && architectureCost(genotype, config))
  return counted && { parameters: counted.parameters, macs: counted.macs }
}

function accuracyOf(
  { judged, origin }: ShownArchitecture,
  { imported, timeline, playhead }: Workspace,
): ArchitectureEntry['accuracy'] {
  if (judged !== null) return { value: judged, subject: 'judged', images: null }
  if (imported) {
    const { accuracy } = imported
    return accuracy === null ? null : { value: accuracy, subject: 'link', images: null }
  }
  const evaluation = origin === 'run' && timeline ? evaluationAt(timeline, playhead) : null
  if (!evaluation) return null
  const { accuracy: value, subject = 'supernet', images } = evaluation
  return { value, subject, images }
}
