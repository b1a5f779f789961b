import * as tf from '@tensorflow/tfjs-core'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import { randomKey, splitKey, type RandomKey } from '../random/random'
import { PUBLISHED_STRATEGIES } from '../run/publishedStrategies'
import type { ControllerSettings } from '../run/strategySettings'
import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { DARTS_OPERATIONS } from '../space/operations'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { Controller, policyForm } from './controller'
import { onCpu } from './controllerBackend'

const PUBLISHED = PUBLISHED_STRATEGIES.enas.controller

/** Learns within hundreds of draws what takes the published constants tens of thousands. */
const HURRIED: ControllerSettings = {
  ...PUBLISHED,
  hidden: 16,
  learningRate: 0.02,
  initialRange: 0.4,
  baselineDecay: 0.9,
  aggregate: 4,
}

const GENERAL: SearchSpace = {
  kind: 'nas-bench-201',
  operations: ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3'],
  cells: 1,
  channels: 4,
}
const micro = (nodes: number): SearchSpace => ({
  kind: 'enas-cell',
  nodes,
  operations: ENAS_CELL_OPERATIONS,
  cells: 3,
  channels: 4,
})
const MACRO: SearchSpace = {
  kind: 'enas-macro',
  layers: 4,
  operations: ENAS_MACRO_OPERATIONS,
  channels: 4,
}
const DARTS_TINY: SearchSpace = {
  kind: 'cell',
  nodes: 3,
  operations: DARTS_OPERATIONS,
  cells: 3,
  channels: 4,
}

function controllerOf(space: SearchSpace, settings: ControllerSettings = PUBLISHED, seed = 3) {
  const model = spaceModel(space)
  return new Controller(policyForm(space.kind, model, settings), model, settings, randomKey(seed))
}

const keys = (count: number, label: string): RandomKey[] =>
  Array.from({ length: count }, (_, i) => splitKey(splitKey(randomKey(5), label), i))

const matches = (choices: Choices, planted: Choices) =>
  choices.filter((option, decision) => option === planted[decision]).length / planted.length

/** Learns from `updates` × `aggregate` architectures, rewarded by how much is as planted. */
function taught(space: SearchSpace, planted: Choices, updates: number, settings = HURRIED) {
  const controller = controllerOf(space, settings)
  for (let update = 0; update < updates; update++) {
    const drawn = controller.draw(keys(settings.aggregate, `update ${update}`))
    const architectures = drawn.map(({ choices }) => choices)
    controller.learn(
      architectures,
      architectures.map((choices) => matches(choices, planted)),
    )
  }
  return controller
}

const meanMatches = (controller: Controller, planted: Choices, decisions = [...planted.keys()]) => {
  const of = (choices: Choices) => decisions.map((decision) => choices[decision]!)
  return controller
    .draw(keys(200, 'judge'))
    .reduce((sum, { choices }) => sum + matches(of(choices), of(planted)) / 200, 0)
}

/** Per decision, the option drawn most often. */
function favourite(controller: Controller): Choices {
  const drawn = controller.draw(keys(200, 'judge')).map(({ choices }) => choices)
  return drawn[0]!.map((_, decision) => {
    const counts = new Map<number, number>()
    for (const choices of drawn) {
      counts.set(choices[decision]!, (counts.get(choices[decision]!) ?? 0) + 1)
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0]![0]
  })
}

describe('the controller', { timeout: 120_000 }, () => {
  it('learns a planted architecture of a space in general from 240 draws', () => {
    const planted = [3, 1, 0, 2, 3, 1]
    expect(meanMatches(controllerOf(GENERAL), planted)).toBeLessThan(0.35)
    const controller = taught(GENERAL, planted, 60, { ...HURRIED, learningRate: 0.05 })
    // c·tanh with c = 1.1 bounds the probability of one option of four by e^2.2 / (e^2.2 + 3) = 0.75.
    expect(meanMatches(controller, planted)).toBeGreaterThan(0.65)
    expect(favourite(controller)).toEqual(planted)
  })

  it('learns planted inputs and operations of ENAS cells from 240 draws', () => {
    const planted = [1, 1, 3, 3, 1, 1, 3, 3]
    const inputs = (controller: Controller) => meanMatches(controller, planted, [0, 1, 4, 5])
    const operations = (controller: Controller) => meanMatches(controller, planted, [2, 3, 6, 7])
    const [untrained, trained] = [controllerOf(micro(1)), taught(micro(1), planted, 60)]
    expect(inputs(untrained)).toBeLessThan(0.6)
    // The bound is e^1.1 / (e^1.1 + e^−1.1) = 0.90.
    expect(inputs(trained)).toBeGreaterThan(0.8)
    // Logits of operations stay within ±0.44, those of separable convolutions at +0.44, where a bias
    // of 10 leaves tanh flat: as published, a pool can become likelier, but only so far. Its bound is
    // e^0.19 / (2e^0.69 + e^0.19 + 2e^−0.69) = 0.20 in the normal cell, and 0.27 in the other.
    expect(operations(untrained)).toBeLessThan(0.16)
    expect(operations(trained)).toBeGreaterThan(0.19)
  })

  it('learns planted operations and skips of a macro space', () => {
    const planted = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    expect(meanMatches(controllerOf(MACRO), planted)).toBeLessThan(0.45)
    const controller = taught(MACRO, planted, 60, { ...HURRIED, skipWeight: 0, tanhConstant: 1.5 })
    expect(meanMatches(controller, planted)).toBeGreaterThan(0.7)
  })

  it('draws fewer skips when few are aimed at', () => {
    const skips = (skipTarget: number) => {
      const settings = { ...HURRIED, skipTarget, skipWeight: 5 }
      const controller = controllerOf(MACRO, settings)
      for (let update = 0; update < 40; update++) {
        const drawn = controller.draw(keys(4, `update ${update}`))
        controller.learn(
          drawn.map(({ choices }) => choices),
          drawn.map(() => 0),
        )
      }
      const { decisions } = spaceModel(MACRO)
      const drawn = controller.draw(keys(100, 'judge'))
      return drawn.flatMap(({ choices }) => choices.filter((_, d) => decisions[d]!.kind === 'skip'))
    }
    const share = (taken: number[]) => taken.reduce((sum, skip) => sum + skip, 0) / taken.length
    expect(share(skips(0.2))).toBeLessThan(share(skips(0.8)) - 0.2)
  })

  it('favours separable convolutions from the start, in the normal cell more than in the other', () => {
    const drawn = controllerOf(micro(5), { ...PUBLISHED, hidden: 16 }).draw(keys(150, 'judge'))
    const separable = (from: number) =>
      drawn
        .flatMap(({ choices }) => choices.slice(from, from + 20).filter((_, i) => i % 4 >= 2))
        .reduce((sum, operation, _, all) => sum + (operation < 2 ? 1 / all.length : 0), 0)
    // Logits 0.44·tanh(10) ± 0.25 in the normal cell: 2e^0.69 / (2e^0.69 + 3e^−0.25) = 0.63, and
    // 2e^0.44 / (2e^0.44 + 3) = 0.51 in the reduction cell.
    expect(separable(0)).toBeCloseTo(0.63, 1)
    expect(separable(20)).toBeCloseTo(0.51, 1)
    expect(separable(0)).toBeGreaterThan(separable(20) + 0.05)
  })

  it('can emit the published arcs of ENAS', () => {
    const model = spaceModel(micro(5))
    const arcs = '0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1\n1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1'
    const published = model.parse(arcs)
    const drawnBy = (controller: Controller) => meanMatches(controller, published)
    const settings = { ...HURRIED, baselineDecay: 1 }
    const [untrained, trained] = [
      controllerOf(micro(5), settings),
      controllerOf(micro(5), settings),
    ]
    for (let update = 0; update < 12; update++) trained.learn([published], [1])
    expect(drawnBy(trained)).toBeGreaterThan(drawnBy(untrained) + 0.05)
    const [drawn] = trained.draw(keys(1, 'any'))
    expect(model.format(drawn!.choices)).toMatch(/^(\d+ ){19}\d+\n(\d+ ){19}\d+$/)
  })

  it.each([DARTS_TINY, micro(3), MACRO])(
    'draws the same alone and among others, by key: $kind',
    (space) => {
      const together = controllerOf(space).draw(keys(4, 'some'))
      const alone = keys(4, 'some').map((key) => controllerOf(space).draw([key])[0])
      expect(alone).toEqual(together)
      expect(together[0]).not.toEqual(together[1])
      expect(controllerOf(space, PUBLISHED, 4).draw(keys(4, 'some'))).not.toEqual(together)
    },
  )

  it('tells the probability of every option of every decision', () => {
    const { decisions } = spaceModel(DARTS_TINY)
    for (const { probabilities, choices, logProbability } of controllerOf(DARTS_TINY).draw(
      keys(3, 'some'),
    )) {
      let start = 0
      let log = 0
      decisions.forEach(({ options }, decision) => {
        const own = probabilities.subarray(start, start + options.length)
        expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
        log += Math.log(own[choices[decision]!]!)
        start += options.length
      })
      expect(start).toBe(probabilities.length)
      expect(logProbability).toBeCloseTo(log, 4)
    }
  })

  it('goes on from its state as if never interrupted, and takes no other', () => {
    const lesson = (controller: Controller, update: number) => {
      const architectures = controller.draw(keys(3, `u${update}`)).map(({ choices }) => choices)
      controller.learn(architectures, [0.2, 0.5, 0.9])
    }
    const unbroken = controllerOf(DARTS_TINY)
    lesson(unbroken, 0)
    const resumed = controllerOf(DARTS_TINY, PUBLISHED, 8)
    resumed.importState(structuredClone(unbroken.exportState()))
    lesson(unbroken, 1)
    lesson(resumed, 1)
    expect(resumed.exportState()).toEqual(unbroken.exportState())
    expect(unbroken.exportState().adam.steps).toBe(2)
    expect(() => controllerOf(MACRO).importState(unbroken.exportState())).toThrow(RangeError)
  })

  it('holds no tensor, and leaves the backend selected that trains', async () => {
    tf.registerBackend('trainer', () => new MathBackendCPU())
    await tf.setBackend('trainer')
    const kept = tf.memory().numTensors
    const controller = controllerOf(DARTS_TINY, HURRIED)
    const before = tf.memory().numTensors
    for (let update = 0; update < 100; update++) {
      const drawn = controller.draw(keys(1, `u${update}`)).map(({ choices }) => choices)
      controller.learn(drawn, [0.5])
    }
    expect(tf.memory().numTensors).toBe(before)
    expect(before).toBe(kept)
    expect(tf.getBackend()).toBe('trainer')
    expect(() => onCpu(() => void fail(tf.getBackend()))).toThrow('cpu')
    expect(tf.getBackend()).toBe('trainer')
    await tf.setBackend('cpu')
    tf.removeBackend('trainer')
  })
})

function fail(message: string): never {
  throw new Error(message)
}
