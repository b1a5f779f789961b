import { describe, expect, it } from 'vitest'
import type { Candidate } from '../run/events'
import type { ObjectiveSettings } from '../run/objective'
import { withMethod } from '../run/methods'
import { presetConfig } from '../run/presets'
import { decodeRecording, encodeRecording } from './recordingFormat'
import { bestCandidate, objectiveAt, TimelineRecorder } from './timeline'

const limited = (latency: number): ObjectiveSettings => ({
  kind: 'constrained',
  limits: { latency },
})
const config = { ...withMethod(presetConfig('tiny'), 'random'), objective: limited(9) }

const judged = (id: number, accuracy: number, latencyMs: number): Candidate => ({
  id,
  choices: [id],
  text: `[${id}]`,
  accuracy,
  loss: 1,
  score: accuracy,
  cost: { macs: 1, parameters: 1, latencyMs },
  step: 10 * (id + 1),
  origin: 'random',
  parents: [],
  generation: null,
  images: null,
})

function changed() {
  const recorder = new TimelineRecorder(config, null, [], 50)
  recorder.addCandidates([judged(0, 0.8, 8), judged(1, 0.5, 4)])
  recorder.addObjective({ step: 20, objective: limited(5) })
  recorder.addCandidates([judged(2, 0.6, 5)])
  return recorder
}

describe('an objective that was changed under way', () => {
  it('is in force from its step on, and the config keeps the first', () => {
    const timeline = changed().timeline()
    expect(objectiveAt(timeline, 19)).toEqual(limited(9))
    expect(objectiveAt(timeline, 20)).toEqual(limited(5))
    expect(objectiveAt(timeline, null)).toEqual(limited(5))
    expect(timeline.config.objective).toEqual(limited(9))
  })

  it('decides which candidate is the best', () => {
    const timeline = changed().timeline()
    expect(bestCandidate(timeline, 19)?.id).toBe(0)
    expect(bestCandidate(timeline, 20)?.id).toBe(1)
    expect(bestCandidate(timeline, null)?.id).toBe(2)
  })

  it('is remembered by a run that goes on from a checkpoint', () => {
    const resumed = new TimelineRecorder({ ...config, objective: limited(5) }, null, [], 50)
    resumed.recall(changed().timeline(), 20)
    expect(resumed.timeline()).toMatchObject({
      config: { objective: limited(9) },
      objectives: [{ step: 20, objective: limited(5) }],
    })
    const before = new TimelineRecorder(config, null, [], 50)
    before.recall(changed().timeline(), 15)
    expect(before.timeline().objectives).toBeUndefined()
  })

  it('is part of a recording, with the score of what was judged beyond it', async () => {
    const recorder = changed()
    recorder.addCandidates([{ ...judged(3, 0.9, 6), score: -Infinity }])
    const timeline = recorder.timeline()
    const packed = await encodeRecording({
      timeline,
      recordedAt: '2026-01-01T00:00:00Z',
      record: null,
      alphaHash: null,
    })
    const decoded = await decodeRecording(packed)
    expect(decoded.timeline.objectives).toEqual(timeline.objectives)
    expect(decoded.timeline.candidates).toEqual(timeline.candidates)
  })
})
