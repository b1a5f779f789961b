import { describe, expect, it } from 'vitest'
import type { DatasetSettings } from './config'
import { PRESET_NAMES, presetConfig } from './presets'
import { parseSearchConfig } from './schema'

const CONFIG = presetConfig('tiny')

const OWN_DATA: DatasetSettings = {
  name: 'own-0123456789abcdef',
  trainImages: 200,
  testImages: 40,
  augmentation: { cropPadding: 4, flip: true },
  own: { title: 'CIFAR-10', height: 32, width: 32, channels: 3, classNames: ['cat', 'dog'] },
}

/** The tiny preset as links, files and storage of the first version hold it. */
const BEFORE_ORDER = `{"version":1,"space":{"kind":"cell","nodes":3,"operations":["none","max_pool_3x3",
"avg_pool_3x3","skip_connect","sep_conv_3x3","sep_conv_5x5","dil_conv_3x3","dil_conv_5x5"],"cells":3,
"channels":4},"strategy":{"name":"darts","batch":12,"learningRate":0.1,"learningRateMin":0.001,
"momentum":0.9,"weightDecay":0.0003,"gradientClip":5,"alphaLearningRate":0.01,"alphaBetas":[0.5,0.999],
"alphaWeightDecay":0.001},"dataset":{"name":"fashion-mnist","trainImages":6000,"testImages":400,
"augmentation":{"cropPadding":0,"flip":false}},"budget":{"steps":60},"seed":7}`

/** The tiny preset with the value at a dotted path replaced. */
function withValue(path: string, value: unknown): unknown {
  const config: unknown = structuredClone(CONFIG)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((node, key) => (node as Record<string, unknown>)[key], config)
  ;(parent as Record<string, unknown>)[last] = value
  return config
}

describe('parseSearchConfig', () => {
  it.each(PRESET_NAMES)('takes the %s preset as it is', (name) => {
    const config = presetConfig(name)
    expect(parseSearchConfig(JSON.parse(JSON.stringify(config)))).toEqual({
      ok: true,
      value: config,
    })
  })

  it('takes a config from before there was a choice of order as first order', () => {
    const config: unknown = JSON.parse(BEFORE_ORDER)
    expect(parseSearchConfig(config)).toEqual({ ok: true, value: presetConfig('tiny', 7) })
  })

  it('keeps second order', () => {
    const result = parseSearchConfig(withValue('strategy.order', 'second'))
    expect(result.ok && result.value.strategy).toMatchObject({ order: 'second' })
  })

  it.each([
    ['space', 'nodes', 6],
    ['space', 'cells', 1e9],
    ['space', 'channels', 0.5],
    ['space', 'operations', ['none']],
    ['space', 'operations', ['skip_connect', 'skip_connect']],
    ['space.operations.0', 'operations', ['shuffle_3x3']],
    ['space.operations.0', 'operations', ['constructor']],
    ['space.operations', 'operations', new Array(1000).fill('skip_connect')],
    ['space.nodes', 'nodes', '4'],
  ])('finds the problem at %s when %s is %j', (path, field, value) => {
    const result = parseSearchConfig(withValue(`space.${field}`, value))
    expect(result.ok ? null : result.problem.path).toBe(path)
  })

  it.each([
    ['strategy.order', 'third'],
    ['strategy.batch', 1],
    ['strategy.batch', 2.5],
    ['strategy.learningRate', NaN],
    ['strategy.learningRate', Infinity],
    ['strategy.learningRate', -1],
    ['strategy.alphaBetas', [0.5]],
    ['strategy.momentum', 1],
    ['dataset.name', 'imagenet'],
    ['dataset.trainImages', 1e308],
    ['dataset.augmentation.flip', 'yes'],
    ['budget.steps', 0],
    ['budget', null],
    ['seed', -1],
    ['seed', 2 ** 32],
    ['version', 2],
    ['extra', true],
  ])('refuses %s = %j', (path, value) => {
    const result = parseSearchConfig(withValue(path, value))
    expect(result.ok ? null : result.problem.path).toMatch(path)
    expect(result.ok ? '' : result.problem.message).not.toBe('')
  })

  it('refuses batches larger than a half of the images', () => {
    const { batch } = presetConfig('tiny').strategy
    const withImages = (images: number) =>
      parseSearchConfig(withValue('dataset.trainImages', images))
    expect(withImages(2 * batch - 1)).toMatchObject({ ok: false })
    expect(withImages(2 * batch)).toMatchObject({ ok: true })
  })

  it('takes data that someone brought with what its images look like', () => {
    const config = { ...CONFIG, dataset: OWN_DATA }
    expect(parseSearchConfig(JSON.parse(JSON.stringify(config)))).toEqual({
      ok: true,
      value: config,
    })
  })

  it.each([
    ['name', 'fashion-mnist'],
    ['name', 'own-0123'],
    ['name', 'own-../../../../../'],
    ['own', undefined],
    ['own.title', ''],
    ['own.title', 'a\u202eb'],
    ['own.title', 'x'.repeat(101)],
    ['own.height', 7],
    ['own.width', 225],
    ['own.channels', 2],
    ['own.classNames', ['alone']],
    ['own.classNames', new Array(257).fill('x')],
    ['own.classNames.1', ['cat', ' ']],
    ['own.classNames.1', ['cat', 'x'.repeat(61)]],
  ])('refuses data with %s = %j', (path, value) => {
    const [field = '', within = ''] = path.split('.')
    const changed = field === 'own' && within ? { ...OWN_DATA.own, [within]: value } : value
    const config = { ...CONFIG, dataset: { ...OWN_DATA, [field]: changed } }
    const result = parseSearchConfig(JSON.parse(JSON.stringify(config)))
    expect(result.ok ? null : result.problem.path).toMatch(/^dataset/)
    expect(result.ok ? '' : result.problem.message).not.toBe('')
  })

  it.each([[undefined], [null], [7], ['{}'], [[]], [{}]])('refuses %j', (input) => {
    expect(parseSearchConfig(input).ok).toBe(false)
  })
})
