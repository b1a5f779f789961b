import { beforeEach, describe, expect, it } from 'vitest'
import type { TrainingResult } from '../run/training'
import {
  chooseTraining,
  chosenTraining,
  keepTraining,
  removeTraining,
  renameTraining,
  takeTrainings,
  useTrained,
} from './trained'

const result = {} as TrainingResult
const names = () => useTrained.getState().results.map(({ name }) => name)
const chosen = () => chosenTraining(useTrained.getState())?.name ?? null

beforeEach(() => useTrained.setState({ results: [], chosen: null }))

describe('trained networks', () => {
  it('are kept newest first, the newest chosen', () => {
    takeTrainings([
      { id: 'a', name: 'old', result, trainedAt: '2024-01-01T00:00:00.000Z' },
      { id: 'b', name: 'older', result, trainedAt: '2023-01-01T00:00:00.000Z' },
    ])
    expect(chosen()).toBe('old')
    keepTraining(result, 'new')
    expect(names()).toEqual(['new', 'old', 'older'])
    expect(chosen()).toBe('new')
  })

  it('stay as they are here when they come from elsewhere too', () => {
    const kept = keepTraining(result, 'first')
    renameTraining(kept.id, 'renamed')
    takeTrainings([kept])
    expect(names()).toEqual(['renamed'])
  })

  it('leave the choice to the newest of the others when they go', () => {
    const first = keepTraining(result, 'first')
    const second = keepTraining(result, 'second')
    chooseTraining(first.id)
    removeTraining(first.id)
    expect(chosen()).toBe('second')
    removeTraining(second.id)
    expect(chosen()).toBeNull()
  })
})
