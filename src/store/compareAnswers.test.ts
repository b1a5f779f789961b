import { describe, expect, it } from 'vitest'
import { withMethod } from '../run/methods'
import type { Candidate, Snapshot, Timeline } from '../run/events'
import { presetConfig } from '../run/presets'
import { drawGates } from './compare.fixture'
import { answersOf, ownBestOf } from './compareAnswers'
import { blankTimeline } from './timeline'

const darts = { ...presetConfig('tiny'), budget: { steps: 8 } }

const snapshot = (
  step: number,
  trained: number,
  gates: Float32Array = new Float32Array(),
): Snapshot => ({
  step,
  elapsedMs: 100 * step,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validLoss: 1,
  validAccuracy: 0.5,
  learningRate: 0.1,
  alphas: gates,
  gates,
  usage: { imagesTrained: trained, imagesJudged: 10 * step, gpuMs: 1 },
})

const candidate = (id: number, step: number, score: number): Candidate => ({
  id,
  choices: [],
  text: `architecture ${id}`,
  accuracy: score,
  loss: 1,
  score,
  cost: { macs: 1, parameters: 1, latencyMs: null },
  step,
  origin: 'random',
  parents: [],
  generation: null,
  images: null,
})

describe('answersOf', () => {
  it('derives the cell of DARTS from the gates of each quarter', () => {
    const rows = drawGates(darts.space, 9)
    const snapshots = rows.map((gates, step) => snapshot(step, 24 * step, gates))
    const timeline: Timeline = { ...blankTimeline(darts), snapshots }
    const answers = answersOf(timeline, { text: 'the outcome' })
    expect(answers.map(({ share, imagesTrained }) => [share, imagesTrained])).toEqual([
      [0.25, 48],
      [0.5, 96],
      [0.75, 144],
      [1, 192],
    ])
    const [first, second] = answers
    expect(first?.text).toMatch(/^Genotype\(/)
    expect(first?.text).not.toBe(second?.text)
    expect(answers.at(-1)?.text).toBe('the outcome')
    const later = {
      ...timeline,
      snapshots: snapshots.map((one, i) => (i > 2 ? snapshot(i, 24 * i, rows[0]) : one)),
    }
    expect(answersOf(later, null)[0]).toEqual(first)
  })

  it('takes the best child so far, that of the very quarter included', () => {
    const config = { ...withMethod(darts, 'evolution'), budget: { steps: 8 } }
    const snapshots = Array.from({ length: 8 }, (_, i) => snapshot(i + 1, 12 * (i + 1)))
    const candidates = [candidate(0, 2, 0.5), candidate(1, 4, 0.3), candidate(2, 6, 0.7)]
    const timeline: Timeline = { ...blankTimeline(config), snapshots, candidates }
    const texts = answersOf(timeline, { text: 'the outcome' }).map(({ text }) => text)
    expect(texts).toEqual(['architecture 0', 'architecture 0', 'architecture 2', 'the outcome'])
  })

  it('has no answer where the method judges after training alone', () => {
    const config = { ...withMethod(darts, 'spos'), budget: { steps: 4 } }
    const training = Array.from({ length: 4 }, (_, i) => snapshot(i + 1, 12 * (i + 1)))
    const timeline: Timeline = {
      ...blankTimeline(config),
      snapshots: [...training, snapshot(5, 48), snapshot(6, 48)],
      candidates: [candidate(0, 5, 0.5), candidate(1, 6, 0.6)],
    }
    const texts = answersOf(timeline, { text: 'the outcome' }).map(({ text }) => text)
    expect(texts).toEqual([null, null, null, 'the outcome'])
  })

  it('asks ENAS for the best of its latest draws, as it derives in the end', () => {
    const enas = withMethod(darts, 'enas')
    if (enas.strategy.name !== 'enas') throw new Error('The method is ENAS')
    const strategy = { ...enas.strategy, derivationSamples: 2 }
    const config = { ...enas, strategy, budget: { steps: 8 } }
    const snapshots = Array.from({ length: 8 }, (_, i) => snapshot(i + 1, 12 * (i + 1)))
    const candidates = [0.9, 0.2, 0.4].map((score, id) => candidate(id, 2, score))
    const timeline: Timeline = { ...blankTimeline(config), snapshots, candidates }
    expect(answersOf(timeline, null)[0]?.text).toBe('architecture 2')
  })

  it('tells of a search under way what it has reached of its planned budget', () => {
    const config = { ...withMethod(darts, 'evolution'), budget: { steps: 8 } }
    const snapshots = Array.from({ length: 5 }, (_, i) => snapshot(i + 1, 12 * (i + 1)))
    const timeline: Timeline = { ...blankTimeline(config), snapshots }
    expect(answersOf(timeline, null).map(({ share }) => share)).toEqual([0.25, 0.5])
    expect(answersOf(blankTimeline(config), null)).toEqual([])
  })
})

describe('ownBestOf', () => {
  it('grows, and knows what had been used when it did', () => {
    const config = withMethod(darts, 'local')
    const snapshots = Array.from({ length: 6 }, (_, i) => snapshot(i + 1, 12 * (i + 1)))
    const candidates = [candidate(0, 2, 0.5), candidate(1, 4, 0.3), candidate(2, 6, 0.7)]
    expect(ownBestOf({ ...blankTimeline(config), snapshots, candidates })).toEqual([
      { imagesTrained: 24, imagesJudged: 20, elapsedMs: 200, accuracy: 0.5 },
      { imagesTrained: 72, imagesJudged: 60, elapsedMs: 600, accuracy: 0.7 },
    ])
  })

  it('is the supernet on test images where nothing else is judged', () => {
    const snapshots = [snapshot(4, 96), snapshot(8, 192)]
    const evaluations = [0.4, 0.3].map((accuracy, i) => ({
      step: 4 * (i + 1),
      loss: 1,
      accuracy,
      images: 100,
    }))
    const best = ownBestOf({ ...blankTimeline(darts), snapshots, evaluations })
    expect(best.map(({ accuracy }) => accuracy)).toEqual([0.4])
  })
})
