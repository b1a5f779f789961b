import { expect, it } from 'vitest'
import { parseSearchConfig } from '../src/run/schema'
import { spaceModel } from '../src/space/spaceModels'
import { decodeRecording, encodeRecording } from '../src/store/recordingFormat'
import { SYNTHETIC_RUNS, syntheticRun } from './syntheticRun'

it.each(SYNTHETIC_RUNS)('%s is a run that the page would keep', async (name) => {
  const run = syntheticRun(name, 120)
  const { config, snapshots, candidates, gateTables } = run.timeline
  expect(parseSearchConfig(config)).toMatchObject({ ok: true })
  expect(snapshots).toHaveLength(120)
  expect(candidates).toHaveLength(name.startsWith('darts') ? 0 : 120)
  const model = spaceModel(config.space)
  for (const { text, choices } of candidates) expect(model.parse(text)).toEqual(choices)
  const gates = gateTables.reduce((sum, { rows, columns }) => sum + rows * columns, 0)
  for (const snapshot of snapshots) expect(snapshot.gates).toHaveLength(gates)
  const read = await decodeRecording(await encodeRecording(run))
  expect(read.timeline.snapshots).toHaveLength(120)
  expect(read.timeline.candidates).toEqual(candidates)
})

it('has the published cell: 14 edges of 8 operations', () => {
  const [normal] = syntheticRun('darts', 10).timeline.gateTables
  expect(normal).toMatchObject({ rows: 14, columns: 8 })
})
