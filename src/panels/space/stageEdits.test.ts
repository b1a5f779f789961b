import { describe, expect, it } from 'vitest'
import { validateSpace } from '../../space/bounds'
import type { ChainSpace } from '../../space/chainSpace'
import { SPACE_PRESETS } from '../../space/spacePresets'
import { changed, grown, moved, without } from './stageEdits'

const { small } = SPACE_PRESETS.spos
const chain = small as ChainSpace
const [first, second] = chain.stages

describe('editing the stages of a chain', () => {
  it('moves one past another, either way', () => {
    expect(moved(chain.stages, 0, 1)).toEqual([second, first])
    expect(moved(moved(chain.stages, 0, 1), 1, 0)).toEqual(chain.stages)
    expect(moved(chain.stages, 5, 0)).toEqual(chain.stages)
  })

  it('takes one away, changes one, and leaves the others alone', () => {
    expect(without(chain.stages, 0)).toEqual([second])
    expect(changed(chain.stages, 1, { blocks: 7 })).toEqual([first, { ...second, blocks: 7 }])
  })

  it('adds one that can be searched at once', () => {
    expect(validateSpace({ ...chain, stages: grown(chain.stages) })).toEqual([])
    expect(grown(chain.stages)).toHaveLength(3)
  })
})
