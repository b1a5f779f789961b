import { describe, expect, it } from 'vitest'
import { withMethod } from '../run/methods'
import { presetConfig } from '../run/presets'
import { supernetAtHand, type KeptSupernet } from './supernet'
import { blankTimeline } from './timeline'
import type { Workspace } from './workspace'

const CONFIG = presetConfig('tiny')
const VECTOR = Float32Array.of(1, 2)
const KEPT: KeptSupernet = {
  config: CONFIG,
  weights: VECTOR,
  alphas: VECTOR,
  runningStatistics: VECTOR,
  choices: [0, 1],
  alphaHash: 'abc',
}
const FINISHED = {
  imported: null,
  phase: 'finished',
  origin: 'live',
  timeline: blankTimeline(CONFIG),
  record: { choices: [0, 1] } as unknown as Workspace['record'],
  alphaHash: 'abc',
  checkpoint: null,
} as const

/** The engine's state has more than what is tried. */
function pausedWith(config: typeof CONFIG | ReturnType<typeof withMethod>) {
  const engine = { weights: VECTOR, alphas: VECTOR, runningStatistics: VECTOR, momentum: VECTOR }
  const checkpoint = { version: 1, config, step: 7, elapsedMs: 1, engine }
  return {
    ...FINISHED,
    phase: 'paused',
    record: null,
    timeline: blankTimeline(config),
    checkpoint: checkpoint as unknown as Workspace['checkpoint'],
  } as const
}

describe('the supernet at hand', () => {
  it('is that of the search on the page, finished now or before the page was opened', () => {
    expect(supernetAtHand(FINISHED, KEPT).supernet).toBe(KEPT)
    expect(supernetAtHand({ ...FINISHED, origin: 'saved', phase: 'idle' }, KEPT).supernet).toBe(
      KEPT,
    )
  })

  it('is that of where a search by gradients was paused', () => {
    const { supernet, step } = { step: null, ...supernetAtHand(pausedWith(CONFIG), null) }
    expect(supernet).toEqual({
      config: CONFIG,
      weights: VECTOR,
      alphas: VECTOR,
      runningStatistics: VECTOR,
      choices: null,
    })
    expect(step).toBe(7)
  })

  it.each([
    ['gone', FINISHED, null],
    ['gone', FINISHED, { ...KEPT, alphaHash: 'another run' }],
    ['gone', { ...FINISHED, record: null }, KEPT],
    ['recording', { ...FINISHED, origin: 'recording' }, KEPT],
    ['imported', { ...FINISHED, imported: {} as Workspace['imported'] }, KEPT],
    ['running', { ...FINISHED, record: null, phase: 'running' }, KEPT],
    ['unfinished', pausedWith(withMethod(CONFIG, 'spos')), KEPT],
    ['alone', { ...FINISHED, timeline: blankTimeline(withMethod(CONFIG, 'evolution')) }, KEPT],
  ] as const)('is not there, and why is told: %s', (absence, state, kept) => {
    expect(supernetAtHand(state, kept)).toEqual({ supernet: null, absence })
  })
})
