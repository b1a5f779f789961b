import { describe, expect, it } from 'vitest'
import { SPACE_NAMES } from '../space/spacePresets'
import {
  METHODS,
  methodOf,
  publishedSettings,
  withGivenSpace,
  withMethod,
  withNamedSpace,
  withPreset,
} from './methods'
import { PRESET_NAMES, presetConfig } from './presets'
import { ENAS_MACRO_CONTROLLER, PUBLISHED_STRATEGIES } from './publishedStrategies'
import { parseSearchConfig } from './schema'
import { spaceNameOf, spacePreset } from './spacePresets'
import { strategyPreset } from './strategyPresets'

const tiny = presetConfig('tiny', 7)

describe.each(METHODS)('%s', (method) => {
  it.each(SPACE_NAMES)('makes a config that can be run, coming from %s', (name) => {
    const config = withMethod(withNamedSpace(tiny, name), method)
    expect(parseSearchConfig(config)).toMatchObject({ ok: true })
    expect(methodOf(config)).toBe(method)
    expect(config.dataset).toEqual(tiny.dataset)
    expect(config.seed).toBe(7)
  })

  it('is itself in every preset', () => {
    for (const preset of PRESET_NAMES) {
      const config = withPreset(withMethod(tiny, method), preset)
      expect(methodOf(config)).toBe(method)
      expect(config.dataset).toEqual(presetConfig(preset).dataset)
      expect(parseSearchConfig(config)).toMatchObject({ ok: true })
    }
  })

  it('comes back unchanged from another one', () => {
    const config = withMethod(tiny, method)
    expect(withMethod(withMethod(config, 'spos'), method)).toEqual(config)
  })
})

describe('changing the method', () => {
  it('keeps the space where it can be searched, and says by its absence where it cannot', () => {
    const edges = withNamedSpace(tiny, 'nas-bench-201')
    expect(methodOf(edges)).toBe('evolution')
    expect(withMethod(edges, 'rl').space).toBe(edges.space)
    expect(withMethod(edges, 'darts').space).toEqual(spacePreset('tiny', 'darts'))
  })

  it('keeps a budget that is longer than the preset’s as much longer', () => {
    const doubled = { ...tiny, budget: { steps: 2 * tiny.budget.steps } }
    expect(withMethod(doubled, 'enas').budget.steps).toBe(2 * strategyPreset('tiny', 'enas').steps)
  })

  it('keeps the objective, for DARTS as far as it has a gradient', () => {
    const limited = {
      ...withMethod(tiny, 'spos'),
      objective: { kind: 'constrained', limits: { macs: 1e6 } },
    } as const
    expect(withMethod(limited, 'evolution').objective).toEqual(limited.objective)
    expect(withMethod(limited, 'darts').objective).toEqual({ kind: 'accuracy' })
    const aimed = { measure: 'latency', target: 2 } as const
    const additive = { kind: 'additive', ...aimed, weight: 0.1 } as const
    expect(withMethod({ ...limited, objective: additive }, 'darts').objective).toEqual(additive)
    const product = {
      kind: 'weighted-product',
      ...aimed,
      exponentBelow: 0,
      exponentAbove: -1,
    } as const
    const darts = withMethod({ ...limited, objective: product }, 'darts')
    expect(darts.objective).toEqual({ kind: 'log-product', ...aimed, scale: 0.2, exponent: 0.3 })
    expect(withMethod(darts, 'spos').objective).toEqual(darts.objective)
  })

  it('never asks for a batch that half of the images cannot fill', () => {
    const few = { ...tiny, dataset: { ...tiny.dataset, trainImages: 12 } }
    expect(withMethod(few, 'spos').strategy.batch).toBe(6)
  })

  it('trains children in random search without shared weights as local search does', () => {
    const { strategy } = withMethod(tiny, 'random-scratch')
    const { strategy: local } = strategyPreset('tiny', 'local')
    expect(strategy).toMatchObject({ sharing: false, childSteps: local.childSteps })
  })
})

describe('changing the space', () => {
  it('takes a method made for it where the present one has no answer', () => {
    expect(methodOf(withNamedSpace(tiny, 'spos'))).toBe('spos')
    expect(methodOf(withNamedSpace(tiny, 'enas-macro'))).toBe('enas')
    expect(methodOf(withNamedSpace(withMethod(tiny, 'rl'), 'spos'))).toBe('rl')
  })

  it('sets the constants that ENAS publishes for it', () => {
    const macro = withNamedSpace(withMethod(tiny, 'enas'), 'enas-macro')
    expect(publishedSettings(macro)).toMatchObject({ controller: ENAS_MACRO_CONTROLLER })
    const micro = withGivenSpace(macro, spacePreset('tiny', 'enas-micro'))
    expect(publishedSettings(micro)).toEqual(PUBLISHED_STRATEGIES.enas)
  })

  it('is known by its name again', () => {
    for (const name of SPACE_NAMES) expect(spaceNameOf(withNamedSpace(tiny, name).space)).toBe(name)
  })
})
