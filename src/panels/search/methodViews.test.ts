import { describe, expect, it } from 'vitest'
import { METHODS, searches } from '../../run/methods'
import { presetConfig } from '../../run/presets'
import { withBatchStrategy } from '../../run/batchStrategy'
import type { SpaceKind } from '../../space/searchSpace'
import { blankTimeline } from '../../store/timeline'
import { candidate } from '../../views/candidates.fixture'
import { viewPlan, type PathMethod } from './methodViews'
import { runAt } from './useRunAtPlayhead'

const KINDS: readonly SpaceKind[] = ['cell', 'enas-cell', 'enas-macro', 'nas-bench-201', 'chain']
const METHODS_WITH_PATHS = METHODS.filter(
  (method): method is PathMethod => method !== 'darts' && method !== 'darts2',
)
const drawings = (method: PathMethod, kind: SpaceKind) => {
  const { wide, left, right } = viewPlan(method, kind)
  return [...wide, ...left, ...right]
}

describe('the drawings of a method', () => {
  it.each(METHODS_WITH_PATHS)('of %s are there once each, in every space it searches', (method) => {
    for (const kind of KINDS.filter((each) => searches(method, each))) {
      const names = drawings(method, kind)
      expect(new Set(names).size).toBe(names.length)
      expect(names).toEqual(expect.arrayContaining(['loss', 'accuracy', 'front', 'belief']))
      expect(names.includes('mixture')).toBe(kind === 'cell')
    }
  })

  it('are those that tell how it works', () => {
    expect(drawings('enas', 'enas-cell')).toEqual(
      expect.arrayContaining(['tape', 'reward', 'entropy']),
    )
    expect(drawings('rl', 'chain')).toEqual(expect.arrayContaining(['tape', 'reward', 'entropy']))
    expect(drawings('spos', 'chain')).toEqual(expect.arrayContaining(['lineage', 'trained']))
    expect(drawings('evolution', 'nas-bench-201')).toContain('lives')
    expect(drawings('local', 'nas-bench-201')).toContain('climb')
    expect(drawings('random', 'chain')).toContain('trained')
    expect(drawings('random-scratch', 'chain')).not.toContain('trained')
  })

  it('give many branches the whole width', () => {
    expect(viewPlan('enas', 'enas-macro').wide).toContain('belief')
    expect(viewPlan('enas', 'chain').wide).not.toContain('belief')
  })
})

describe('a run at a step', () => {
  const config = withBatchStrategy(presetConfig('tiny'), 'evolution', 'tiny')
  const candidates = [0.2, 0.5, 0.3].map((accuracy, id) =>
    candidate(id, { accuracy, step: 10 * (id + 1), text: `<${id}>` }),
  )
  const policies = [10, 20].map((step) => ({
    step,
    probabilities: new Float32Array(2),
    entropy: 0.6,
    reward: 0.1,
    baseline: 0.1,
  }))
  const timeline = { ...blankTimeline(config), candidates, policies }

  it('knows nothing of what came later', () => {
    const run = runAt(timeline, 15, { text: '<2>' })
    expect(run?.candidates.map(({ id }) => id)).toEqual([0])
    expect([run?.best?.id, run?.found, run?.policy?.step]).toEqual([0, false, 10])
    expect(runAt(timeline, 5, null)).toMatchObject({ candidates: [], best: null, policy: null })
  })

  it('stands at the end for what it found, and before for the best so far', () => {
    expect(runAt(timeline, null, null)).toMatchObject({ best: { id: 1 }, found: false })
    expect(runAt(timeline, null, { text: '<2>' })).toMatchObject({ best: { id: 2 }, found: true })
  })

  it('has no such drawings for methods that mix all architectures', () => {
    expect(runAt(blankTimeline(presetConfig('tiny')), null, null)).toBeNull()
  })
})
