import { parseGenotype } from '../space/genotype'
import { spaceModel } from '../space/spaceModels'
import type { ArchitectureEntry, LibraryEntry, RunEntry, TrainingEntry } from './libraryEntries'
import { keptCheckpoint, keptRecording } from './libraryRuns'
import { BUSY_PHASES } from './phases'
import { decodeRecording } from './recordingFormat'
import { pauseTimeline } from './replay'
import { useWorkspace } from './workspace'

/** Why an entry cannot be shown: another run trains, or only its summary was kept. */
type OpeningObstacle = 'busy' | 'gone'

/**
 * Shows an entry where its kind is looked at: a run in all views, an architecture in the result column,
 * a training in its dialog.
 * @returns why it could not be; null where it is shown
 * @throws Error when what is kept of it is damaged
 */
export async function openEntry(entry: LibraryEntry): Promise<OpeningObstacle | null> {
  if (entry.kind === 'run') return openKeptRun(entry)
  if (entry.kind === 'training') return openTraining(entry)
  openArchitecture(entry)
  return null
}

/** Shows a kept run in all views; an unfinished one can go on from where it was left. */
export async function openKeptRun({ id }: Pick<RunEntry, 'id'>): Promise<OpeningObstacle | null> {
  const [packed, checkpoint] = await Promise.all([keptRecording(id), keptCheckpoint(id)])
  const { phase } = useWorkspace.getState()
  if (!packed) return 'gone'
  if (BUSY_PHASES.has(phase)) return 'busy'
  const recording = await decodeRecording(packed)
  if (phase === 'paused') await leaveRun()
  const { dropImported, showRecording, keepCheckpoint, dismissFailure, setDialog } =
    useWorkspace.getState()
  dropImported()
  dismissFailure()
  showRecording(recording, 'saved')
  keepCheckpoint(recording.record ? null : checkpoint)
  setDialog(null)
  return null
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

function openArchitecture(entry: ArchitectureEntry): void {
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
}

async function openTraining(entry: TrainingEntry): Promise<OpeningObstacle | null> {
  const [{ chooseTraining, useTrained }, { takeArchived }, { trainedNetwork }] = await Promise.all([
    import('./trained'),
    import('./trainedKeeping'),
    import('./trainedArchive'),
  ])
  const here = useTrained.getState().results.some(({ id }) => id === entry.id)
  const kept = here ? null : await trainedNetwork(entry)
  if (!here && !kept) return 'gone'
  if (kept) takeArchived([kept])
  chooseTraining(entry.id)
  useWorkspace.getState().setDialog('train')
  return null
}
