import { syntheticRun } from '../scripts/syntheticRun'
import { presetConfig } from '../src/run/presets'
import { PUBLISHED } from '../src/space/published'
import { formatGenotype } from '../src/space/genotypeFormat'
import { packBinaryJson } from '../src/store/binaryJson'
import { recordedRun, trainedReference } from '../src/store/library.fixture'
import { LibraryFileWriter } from '../src/store/libraryFile'
import { encodeRecording } from '../src/store/recordingFormat'
import { wholeTraining } from '../src/store/trainedArchive'
import { recordedComparisons } from './comparisons'

const labels = (name: string | null, ...tags: string[]) => ({
  name,
  tags,
  changedAt: '2026-02-02T00:00:00.000Z',
})

/**
 * A library as the page exports it: four recorded searches without their recordings, one with it, an
 * unfinished one, an architecture from a link, and a trained network.
 */
export async function exportedLibrary(): Promise<Buffer> {
  const writer = new LibraryFileWriter()
  for (const [index, run] of recordedComparisons().runs.entries()) {
    const entry = { kind: 'run', id: `recorded-${index}`, labels: labels(null, 'bench'), run }
    writer.add(entry, [])
  }
  const runs = { whole: recordedRun(presetConfig('tiny', 7)), unfinished: syntheticRun('spos', 60) }
  for (const [name, recording] of Object.entries(runs)) {
    const path = `runs/${name}.run`
    const entry = { kind: 'run', id: name, labels: labels(null), recording: path }
    writer.add(entry, [{ path, bytes: await encodeRecording(recording) }])
  }
  const architecture = {
    kind: 'architecture',
    id: 'linked',
    labels: labels('From a colleague', 'good'),
    text: formatGenotype(PUBLISHED.DARTS_V2),
    space: null,
    origin: 'link',
    title: null,
    method: null,
    dataset: presetConfig('tiny').dataset,
    cost: { parameters: 120_345, macs: 23_456_789 },
    accuracy: { value: 0.8125, subject: 'link', images: null },
    latency: { medianMs: 2.5, lowMs: 2.25, highMs: 2.75, device: 'Apple M3' },
    keptAt: '2026-01-05T00:00:00.000Z',
  } as const
  writer.add(architecture, [])
  const { entry, trained } = wholeTraining(trainedReference('trained'))
  const path = 'trained/trained.bin'
  const training = { ...entry, weights: path }
  writer.add(training, [{ path, bytes: await packBinaryJson(trained) }])
  return Buffer.from(await writer.end().arrayBuffer())
}
