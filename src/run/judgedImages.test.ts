import { describe, expect, it } from 'vitest'
import type { SearchConfig } from './config'
import { judgedImages } from './judgedImages'
import { withMethod, type Method } from './methods'
import { presetConfig } from './presets'

const config = (method: Method, trainImages = 2001): SearchConfig => {
  const made = withMethod(presetConfig('tiny'), method)
  return { ...made, dataset: { ...made.dataset, trainImages } }
}
const of = (made: SearchConfig, id = 0, generation: number | null = null) =>
  judgedImages(made, { id, generation })

describe('the images an architecture is judged on', () => {
  it.each(['spos', 'rl', 'evolution', 'local', 'random-scratch'] as const)(
    'are as many as %s is set to take, as far as they are held out',
    (method) => {
      const { strategy } = config(method)
      if (!('judgeImages' in strategy)) throw new Error('It judges architectures')
      expect(of(config(method))).toBe(Math.min(1001, strategy.judgeImages))
      expect(of(config(method, 21))).toBe(11)
    },
  )

  it('are all held-out ones for the finalists of a random search that shares weights', () => {
    expect(of(config('random'), 3, 1)).toBe(1001)
    expect(of(config('random'), 3, 0)).toBeLessThan(1001)
  })

  it('are one batch while ENAS learns, and ten when it derives', () => {
    const made = config('enas')
    if (made.strategy.name !== 'enas') throw new Error('Not ENAS')
    const { weightPhaseSteps, controllerUpdates, controller, batch } = made.strategy
    const draws =
      Math.ceil(made.budget.steps / weightPhaseSteps) * controllerUpdates * controller.aggregate
    expect(of(made, draws - 1)).toBe(batch)
    expect(of(made, draws)).toBe(10 * batch)
  })

  it('are none where the supernet alone is judged', () => {
    expect(of(config('darts'))).toBeNull()
  })
})
