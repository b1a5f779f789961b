import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Candidate, Snapshot } from '../run/events'
import { normal, randomKey } from '../random/random'
import type { LatencyModel } from '../run/latency'
import { spaceModel } from '../space/spaceModels'
import type { Recording } from './recordingFormat'
import { softmaxRows } from '../network/gates'
import { decodeRecording, encodeRecording } from './recordingFormat'

const gateTables = [
  { name: 'normal', rows: 2, columns: 3, offset: 0 },
  { name: 'reduce', rows: 1, columns: 3, offset: 6 },
]

function recordingOf(alphas: readonly Float32Array[]): Recording {
  return {
    recordedAt: '2026-01-02T03:04:05.000Z',
    timeline: {
      config: {
        version: 1,
        space: {
          kind: 'cell',
          nodes: 1,
          operations: ['none', 'skip_connect', 'sep_conv_3x3'],
          cells: 3,
          channels: 4,
        },
        strategy: {
          name: 'darts',
          order: 'second',
          batch: 8,
          learningRate: 0.025,
          learningRateMin: 0.001,
          momentum: 0.9,
          weightDecay: 3e-4,
          gradientClip: 5,
          alphaLearningRate: 3e-4,
          alphaBetas: [0.5, 0.999],
          alphaWeightDecay: 1e-3,
        },
        objective: { kind: 'accuracy' },
        dataset: {
          name: 'fashion-mnist',
          trainImages: 100,
          testImages: 10,
          augmentation: { cropPadding: 0, flip: false },
        },
        budget: { steps: alphas.length },
        seed: 1,
      },
      engine: null,
      gateTables,
      steps: alphas.length,
      candidates: [],
      policies: [],
      snapshots: alphas.map((values, index) => ({
        step: index + 1,
        elapsedMs: 250 * (index + 1),
        trainLoss: 2.25 - index,
        trainAccuracy: 0.125,
        validLoss: 2.5,
        validAccuracy: 0.25,
        learningRate: 0.03125,
        alphas: values,
        gates: softmaxRows(values, gateTables),
      })),
      evaluations: [{ step: 2, loss: 1.5, accuracy: 0.5, images: 1000 }],
    },
    record: null,
    alphaHash: 'abc',
  }
}

describe('recording', () => {
  const recording = recordingOf([
    Float32Array.of(0, 0.001, -0.001, 0.5, 0, 0, 1, 2, 3),
    Float32Array.of(0.1, -0.1, 0.2, 0.5, 0, -3, 1, 2, 3),
  ])

  it('survives encoding, to the precision of its alphas', async () => {
    const decoded = await decodeRecording(await encodeRecording(recording))
    const { snapshots, ...timeline } = decoded.timeline
    const { snapshots: originals, ...originalTimeline } = recording.timeline
    expect(timeline).toEqual(originalTimeline)
    expect(decoded.recordedAt).toBe(recording.recordedAt)
    expect(snapshots).toHaveLength(2)
    snapshots.forEach((snapshot, row) => {
      const original = originals[row]
      if (!original) throw new Error('One snapshot too many')
      const { alphas, gates, ...scalars } = snapshot
      const { alphas: originalAlphas, gates: originalGates, ...originalScalars } = original
      expect(scalars).toEqual(originalScalars)
      alphas.forEach((alpha, gate) => expect(alpha).toBeCloseTo(originalAlphas[gate] ?? NaN, 3))
      gates.forEach((value, gate) => expect(value).toBeCloseTo(originalGates[gate] ?? NaN, 3))
    })
  })

  it('keeps candidates, policies, use and gates of a method without alphas', async () => {
    const { timeline } = recording
    const candidate: Candidate = {
      id: 0,
      choices: [1, 0, 2],
      text: 'any text',
      accuracy: 0.4375,
      loss: 1.5,
      score: 0.4375,
      cost: { macs: 1000, parameters: 10, latencyMs: null },
      step: 2,
      origin: 'mutation',
      parents: [],
      generation: 3,
      images: null,
    }
    const judging = {
      step: 2,
      elapsedMs: 500,
      trainLoss: Number.NaN,
      trainAccuracy: Number.NaN,
      validLoss: 1.5,
      validAccuracy: 0.4375,
      learningRate: 0,
      alphas: new Float32Array(),
      gates: Float32Array.of(1, 0, 0, 0, 0.5, 0.5, 0, 0, 1),
      usage: { imagesTrained: 48, imagesJudged: 96, gpuMs: 62.5 },
    }
    const probabilities = Float32Array.of(0.25, 0.75, 1)
    const policy = { step: 2, probabilities, entropy: 0.28, reward: 0.4, baseline: 0.3 }
    const path: Recording = {
      ...recording,
      timeline: {
        ...timeline,
        snapshots: [judging],
        candidates: [candidate],
        policies: [policy],
      },
    }
    const decoded = (await decodeRecording(await encodeRecording(path))).timeline
    expect(decoded.candidates).toEqual([candidate])
    const [first] = decoded.snapshots
    const { gates, ...others } = judging
    expect({ ...first, gates: null }).toEqual({ ...others, gates: null })
    gates.forEach((gate, index) => expect(first?.gates[index]).toBeCloseTo(gate, 4))
    const [known] = decoded.policies
    expect({ ...known, probabilities: null }).toEqual({ ...policy, probabilities: null })
    probabilities.forEach((p, index) => expect(known?.probabilities[index]).toBeCloseTo(p, 4))
  })

  it('keeps expected costs, and what latencies were predicted with', async () => {
    const { timeline } = recording
    const latency: LatencyModel = {
      table: {
        version: 1,
        device: { adapter: 'some GPU', software: false },
        measuredAt: '2026-01-01T00:00:00.000Z',
        space: timeline.config.space,
        input: { height: 28, width: 28, channels: 1 },
        classes: 10,
        rows: [],
      },
      fit: { offsetMs: 0.5, slope: 0.875, perDispatchMs: 0 },
      validation: null,
    }
    const [first, second] = timeline.snapshots as [Snapshot, Snapshot]
    const snapshots = [first, { ...second, expectedCost: 2.75 }]
    const costed = { ...recording, timeline: { ...timeline, snapshots, latency } }
    const decoded = (await decodeRecording(await encodeRecording(costed))).timeline
    expect(decoded.latency).toEqual(latency)
    expect(decoded.snapshots.map(({ expectedCost }) => expectedCost)).toEqual([undefined, 2.75])
  })

  it('keeps gradients of alphas to a few percent, and where there were none, none', async () => {
    const { timeline } = recording
    const [first, second] = timeline.snapshots as [Snapshot, Snapshot]
    const alphaGradients = Float32Array.of(0.02, -0.02, 0.001, 0, 1e-4, -1e-3, 0.015, -3e-3, 2e-4)
    const snapshots = [first, { ...second, alphaGradients }]
    const packed = await encodeRecording({ ...recording, timeline: { ...timeline, snapshots } })
    const decoded = (await decodeRecording(packed)).timeline.snapshots
    expect(decoded[0]).not.toHaveProperty('alphaGradients')
    const kept = decoded[1]!.alphaGradients!
    expect(kept).toHaveLength(alphaGradients.length)
    alphaGradients.forEach((value, gate) => {
      expect(Math.abs(kept[gate]! - value)).toBeLessThanOrEqual(0.1 * Math.abs(value))
    })
  })

  it('stores a byte per gradient', async () => {
    const random = randomKey(1)
    const alphas = Array.from({ length: 100 }, () => new Float32Array(9))
    const { timeline, ...rest } = recordingOf(alphas)
    const bytes = async (snapshots: readonly Snapshot[]) =>
      (await encodeRecording({ ...rest, timeline: { ...timeline, snapshots } })).length
    const noise = timeline.snapshots.map((snapshot, row) => ({
      ...snapshot,
      alphaGradients: Float32Array.from({ length: 9 }, (_, i) => normal(random, 9 * row + i)),
    }))
    const more = (await bytes(noise)) - (await bytes(timeline.snapshots))
    // Beside a byte each, the largest magnitude of each snapshot.
    expect(more).toBeLessThan(100 * (9 + 6))
  })

  it('reads a recording of the third version, which had no gradients', async () => {
    // Made by the page that wrote that version: the first two snapshots of the published recording.
    const third = await readFile(new URL('./thirdRecording.fixture.run', import.meta.url))
    const { snapshots } = (await decodeRecording(new Uint8Array(third))).timeline
    expect(snapshots.map(({ step, expectedCost }) => [step, expectedCost])).toEqual([
      [1, 2.5],
      [2, 3.5],
    ])
    expect(snapshots[0]).not.toHaveProperty('alphaGradients')
    expect(snapshots[0]).not.toHaveProperty('gradientScale')
  })

  it('reads a recording of the first version', async () => {
    // Made by the page before it knew of candidates: it has no objective, no order and no subjects.
    const first = await readFile(new URL('./firstRecording.fixture.run', import.meta.url))
    const { timeline, record } = await decodeRecording(new Uint8Array(first))
    expect(timeline).toMatchObject({ candidates: [], policies: [], steps: 200 })
    expect(timeline.config).toMatchObject({
      strategy: { name: 'darts', order: 'first' },
      objective: { kind: 'accuracy' },
    })
    expect(timeline.snapshots.map(({ step }) => step)).toEqual([1, 2, 3])
    const { alphas, gates, usage } = timeline.snapshots.at(-1)!
    expect(usage).toBeUndefined()
    expect(gates).toEqual(softmaxRows(alphas, timeline.gateTables))
    // As its header says.
    expect(record).toMatchObject({
      subject: 'supernet',
      accuracy: 0.74,
      cost: { parameters: 15_318, macs: 1_981_024, latencyMs: null },
      usage: null,
    })
    const model = spaceModel(timeline.config.space)
    expect(model.format(record!.choices)).toBe(record!.text)
    expect(record!.genotype?.normal.nodes[0]?.map(({ operation }) => operation)).toEqual([
      'skip_connect',
      'max_pool_3x3',
    ])
  })

  it('refuses what is not a recording', async () => {
    await expect(decodeRecording(Uint8Array.of(1, 2, 3))).rejects.toThrow('Not a recording')
    await expect(decodeRecording(new TextEncoder().encode('<!doctype html>'))).rejects.toThrow()
  })

  it('notices a file that is cut short', async () => {
    const packed = await encodeRecording(recording)
    await expect(decodeRecording(packed.slice(0, packed.length - 20))).rejects.toThrow()
  })
})
