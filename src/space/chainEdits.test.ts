import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import {
  fitting,
  withBlocks,
  withChoices,
  withoutStage,
  withStage,
  withStageAdded,
  withStageMoved,
} from './chainEdits'
import type { ChainSpace } from './chainSpace'
import { SPACE_PRESETS } from './spacePresets'

const chain = SPACE_PRESETS.spos.small as ChainSpace
const mobile = SPACE_PRESETS.mobile.small as ChainSpace
const [first, second] = chain.stages
const ruled = withBlocks(
  withBlocks(chain, [{ stage: 1, block: 1 }], ['xception_3x3']),
  [{ stage: 0, block: 1 }],
  ['shuffle_7x7', 'shuffle_3x3'],
)

describe('stages of a chain', () => {
  it('move past one another with the rules of their blocks, either way', () => {
    const moved = withStageMoved(ruled, 0, 1)
    expect(moved.stages).toEqual([second, first])
    expect(moved.rules).toEqual([
      { stage: 0, block: 1, choices: ['xception_3x3'] },
      { stage: 1, block: 1, choices: ['shuffle_3x3', 'shuffle_7x7'] },
    ])
    expect(withStageMoved(moved, 1, 0)).toEqual(ruled)
  })

  it('go with their rules, change, and leave the others alone', () => {
    expect(withoutStage(ruled, 0)).toEqual({
      ...chain,
      stages: [second],
      rules: [{ stage: 0, block: 1, choices: ['xception_3x3'] }],
    })
    expect(withStage(ruled, 1, { blocks: 1 }).rules).toEqual(ruled.rules?.slice(0, 1))
    expect(withStage(chain, 1, { blocks: 7 }).stages).toEqual([first, { ...second, blocks: 7 }])
  })

  it('come so that they can be searched at once, and leave no trace', () => {
    const grown = withStageAdded(ruled)
    expect(validateSpace(grown)).toEqual([])
    expect(withoutStage(grown, 2)).toEqual(ruled)
  })
})

describe('blocks of a chain', () => {
  it('are free again as if nothing had been', () => {
    const blocks = [
      { stage: 0, block: 1 },
      { stage: 1, block: 1 },
    ]
    expect(withBlocks(ruled, blocks, chain.choices)).toEqual(chain)
    expect('rules' in withBlocks(ruled, blocks, chain.choices)).toBe(false)
  })

  it('have no rule that leaves them all that fits, or nothing', () => {
    const opening = { stage: 0, block: 0 }
    expect(fitting(mobile, opening)).not.toContain('skip_connect')
    expect(withBlocks(mobile, [opening], fitting(mobile, opening))).toEqual(mobile)
    const one = withBlocks(mobile, [opening], ['mbconv_3_3'])
    expect(withBlocks(one, [opening], ['skip_connect'])).toEqual(one)
  })

  it('lose what the chain loses; one that loses its last candidate is free', () => {
    const fewer = withChoices(ruled, ['shuffle_3x3', 'shuffle_5x5', 'shuffle_7x7'])
    expect(fewer.rules).toEqual(ruled.rules?.slice(0, 1))
    expect(withChoices(fewer, ['shuffle_3x3', 'shuffle_5x5']).rules).toEqual([
      { stage: 0, block: 1, choices: ['shuffle_3x3'] },
    ])
  })
})
