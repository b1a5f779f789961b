import { describe, expect, it } from 'vitest'
import { withBatchStrategy } from '../../run/batchStrategy'
import type { SearchConfig } from '../../run/config'
import { METHODS, searches, withMethod, withNamedSpace, type Method } from '../../run/methods'
import { presetConfig } from '../../run/presets'
import { spacePreset } from '../../run/spacePresets'
import type { SpaceKind } from '../../space/searchSpace'
import { SPACE_NAMES, type SpaceName } from '../../space/spacePresets'
import { blankTimeline } from '../../store/timeline'
import { candidate } from '../../views/candidates.fixture'
import { runAt } from './useRunAtPlayhead'
import { VIEWS } from './views'

const KINDS: readonly SpaceKind[] = ['cell', 'enas-cell', 'enas-macro', 'nas-bench-201', 'chain']
const viewsOf = (method: Method, kind: SpaceKind) => {
  const base: SearchConfig = presetConfig('tiny')
  const name = SPACE_NAMES.find((each) => spacePreset('tiny', each).kind === kind) as SpaceName
  const config = withMethod(withNamedSpace(base, name), method)
  expect(config.space.kind).toBe(kind)
  return VIEWS.flatMap((view) => {
    const size = view.size(config)
    return size ? [{ name: view.name, size }] : []
  })
}
const names = (method: Method, kind: SpaceKind) => viewsOf(method, kind).map(({ name }) => name)

describe('the views of a search', () => {
  it('have names of their own', () => {
    expect(new Set(VIEWS.map(({ name }) => name)).size).toBe(VIEWS.length)
  })

  it.each(METHODS)('of %s have what every search has, in every space it searches', (method) => {
    for (const kind of KINDS.filter((each) => searches(method, each))) {
      const mixes = method === 'darts' || method === 'darts2'
      expect(names(method, kind)).toEqual(expect.arrayContaining(['loss', 'accuracy']))
      expect(names(method, kind).includes('front')).toBe(!mixes)
      expect(names(method, kind).includes('gates')).toBe(mixes)
      expect(names(method, kind).includes('belief')).toBe(!mixes)
    }
  })

  it('are those that tell how a method works', () => {
    expect(names('enas', 'enas-cell')).toEqual(
      expect.arrayContaining(['tape', 'reward', 'entropy']),
    )
    expect(names('rl', 'chain')).toEqual(expect.arrayContaining(['tape', 'reward', 'entropy']))
    expect(names('spos', 'chain')).toEqual(expect.arrayContaining(['lineage', 'trained']))
    expect(names('evolution', 'nas-bench-201')).toContain('lives')
    expect(names('local', 'nas-bench-201')).toContain('climb')
    expect(names('random', 'chain')).toContain('trained')
    expect(names('random-scratch', 'chain')).not.toContain('trained')
  })

  it('give many branches the whole width', () => {
    expect(viewsOf('enas', 'enas-macro')).toContainEqual({ name: 'belief', size: 'wide' })
    expect(viewsOf('enas', 'chain')).toContainEqual({ name: 'belief', size: 'half' })
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
})
