import { describe, expect, it } from 'vitest'
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

  it('refuses what is not a recording', async () => {
    await expect(decodeRecording(Uint8Array.of(1, 2, 3))).rejects.toThrow('Not a recording')
    await expect(decodeRecording(new TextEncoder().encode('<!doctype html>'))).rejects.toThrow()
  })

  it('notices a file that is cut short', async () => {
    const packed = await encodeRecording(recording)
    await expect(decodeRecording(packed.slice(0, packed.length - 20))).rejects.toThrow()
  })
})
