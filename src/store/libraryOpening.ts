import { parseGenotype } from '../space/genotype'
import { spaceModel } from '../space/spaceModels'
import type { ArchitectureEntry, LibraryEntry, RunEntry, TrainingEntry } from './libraryEntries'
import { keptCheckpoint, keptRecording } from './libraryRuns'
import { BUSY_PHASES } from './phases'
import { decodeRecording } from './recordingFormat'
import { pauseTimeline } from './replay'
import { useWorkspace } from './workspace'

/**
 * Shows an entry where its kind is looked at: a run in all views, an architecture in the result column,
 * a training in its dialog.
 * @returns whether it could be: a run cannot while another one trains, nor without its recording
 * @throws Error when what is kept of it is damaged
 */
export async function openEntry(entry: LibraryEntry): Promise<boolean> {
  if (entry.kind === 'run') return openKeptRun(entry)
  return entry.kind === 'training' ? openTraining(entry) : openArchitecture(entry)
}

/** Shows a kept run in all views; an unfinished one can go on from where it was left. */
export async function openKeptRun({ id }: Pick<RunEntry, 'id'>): Promise<boolean> {
  const [packed, checkpoint] = await Promise.all([keptRecording(id), keptCheckpoint(id)])
  const { phase } = useWorkspace.getState()
  if (!packed || BUSY_PHASES.has(phase)) return false
  const recording = await decodeRecording(packed)
  if (phase === 'paused') await leaveRun()
  const { dropImported, showRecording, keepCheckpoint, dismissFailure, setDialog } =
    useWorkspace.getState()
  dropImported()
  dismissFailure()
  showRecording(recording, 'saved')
  keepCheckpoint(recording.record ? null : checkpoint)
  setDialog(null)
  return true
}

/** The paused run can be taken up again from the library. */
async function leaveRun(): Promise<void> {
  const [{ keepUnfinished }, { resetRun }] = await Promise.all([
    import('./runKeeping'),
    import('./runControls'),
  ])
  await keepUnfinished()
  await resetRun()
}

function openArchitecture(entry: ArchitectureEntry): boolean {
  const { text, space, origin, accuracy, latency } = entry
  const { importArchitecture, setColumn, setDialog } = useWorkspace.getState()
  pauseTimeline()
  const model = space && spaceModel(space)
  importArchitecture({
    text,
    space,
    genotype: model ? model.genotype(model.parse(text)) : parseGenotype(text),
    origin: origin === 'run' || origin === 'candidate' ? 'text' : origin,
    name: entry.labels.name ?? entry.title,
    accuracy: accuracy && accuracy.value,
    latency,
  })
  setColumn('result')
  setDialog(null)
  return true
}

async function openTraining(entry: TrainingEntry): Promise<boolean> {
  const [{ chooseTraining, useTrained }, { takeArchived }, { trainedNetwork }] = await Promise.all([
    import('./trained'),
    import('./trainedKeeping'),
    import('./trainedArchive'),
  ])
  const here = useTrained.getState().results.some(({ id }) => id === entry.id)
  const kept = here ? null : await trainedNetwork(entry)
  if (!here && !kept) return false
  if (kept) takeArchived([kept])
  chooseTraining(entry.id)
  useWorkspace.getState().setDialog('train')
  return true
}
