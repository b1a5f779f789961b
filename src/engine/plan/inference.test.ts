import { describe, expect, it } from 'vitest'
import { decompose } from '../../network/blocks'
import { buildArchitecture } from '../../network/spaceNetworks'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../../space/spacePresets'
import { compileInference, type InferencePlan } from './inference'
import { accessesOf, floatsOf } from './operations'
import { SOFTWARE_TUNING } from './tuning'

const IMAGE = { height: 32, width: 32, channels: 3 }

const networks = SPACE_NAMES.map((name) => {
  const space = SPACE_PRESETS[name].small
  const choices = spaceModel(space).decisions.map(({ options }) => options.length - 1)
  return { name, network: buildArchitecture(space, choices, IMAGE, 10) }
})

const kernelsOf = (dispatches: InferencePlan['infer']) =>
  new Set(dispatches.map(({ kernel }) => kernel.id))

/** Ranges of the arena that a run overwrites, in floats. */
function written({ infer }: InferencePlan) {
  const accesses = infer.flatMap(({ group }) => group.flatMap(accessesOf))
  return accesses.flatMap(({ root, start, end, writes }) =>
    root && writes ? [{ start: root.offset + start, end: root.offset + end }] : [],
  )
}

describe.each(networks)('inference of $name', ({ network }) => {
  it('works out batch norm once, beforehand, and computes no loss', () => {
    const plan = compileInference(network, SOFTWARE_TUNING, 'image')
    expect([...kernelsOf(plan.prepare)]).toEqual(['batch norm from running statistics'])
    const kernels = kernelsOf(plan.infer)
    for (const never of ['batch norm from running statistics', 'cross entropy', 'batch metrics']) {
      expect(kernels).not.toContain(never)
    }
    expect(plan.resident).toEqual([])
  })

  it('never overwrites what a part of it reads', () => {
    for (const block of decompose(network)) {
      const plan = compileInference(block.network, SOFTWARE_TUNING, 'tensors')
      const inputs = block.network.layers.filter(({ kind }) => kind === 'input')
      expect(plan.resident.map(({ shape }) => shape)).toEqual(inputs.map(({ shape }) => shape))
      expect(kernelsOf(plan.infer)).not.toContain('gather batch')
      expect(plan.infer.length).toBeGreaterThan(0)
      for (const tensor of plan.resident) {
        const end = tensor.offset + floatsOf(tensor)
        expect(end * 4).toBeLessThanOrEqual(plan.arenaBytes)
        for (const range of written(plan)) {
          expect(range.end <= tensor.offset || range.start >= end, block.place).toBe(true)
        }
      }
    }
  })

  it('dispatches parts that are alike together, so that it takes fewer than they do alone', () => {
    const whole = compileInference(network, SOFTWARE_TUNING, 'image').infer.length
    const parts = decompose(network).map(
      (block) => compileInference(block.network, SOFTWARE_TUNING, 'tensors').infer.length,
    )
    // And one that gathers the image.
    expect(whole).toBeLessThanOrEqual(1 + parts.reduce((sum, count) => sum + count, 0))
  })
})
