import { describe, expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { randomInteger, randomKey } from '../../random/random'
import { DARTS_OPERATIONS } from '../../space/operations'
import type { Kernel } from '../kernels/kernel'
import { compilePlan } from './compile'
import { placeTensors } from './memory'
import { accessesOf, floatsOf, makeTensor, type Operation, type Tensor } from './operations'
import { schedule } from './schedule'
import { SOFTWARE_TUNING } from './tuning'

const MOVE: Kernel = {
  id: 'move',
  arena: 'scalar',
  header: ['size'],
  job: { src: 'reads', dst: 'updates' },
  body: () => '',
}

/** Random chains of reads and writes over a few tensors, as a lowering might emit them. */
function randomOperations(seed: number, count: number): Operation[] {
  const key = randomKey(seed)
  const draw = (counter: number, bound: number) => randomInteger(key, counter, bound)
  const tensors = Array.from({ length: 20 }, (_, i) =>
    makeTensor(`t${i}`, { height: 1, width: 1 + draw(i, 9), channels: 1 + draw(100 + i, 5) }, 2),
  )
  return Array.from({ length: count }, (_, i) => ({
    kernel: MOVE,
    stage: i < count / 2 ? 'forward' : 'backward',
    header: { size: draw(1000 + i, 3) },
    job: { src: tensors[draw(2000 + i, 20)]!, dst: tensors[draw(3000 + i, 20)]! },
    list: [],
    invocations: 1,
    layer: null,
  }))
}

function conflicts(a: Operation, b: Operation): boolean {
  return accessesOf(a).some((x) =>
    accessesOf(b).some(
      (y) => x.root === y.root && x.start < y.end && y.start < x.end && (x.writes || y.writes),
    ),
  )
}

describe('schedule', () => {
  it('keeps every operation, after all those it depends on, and never beside one', () => {
    for (let seed = 0; seed < 20; seed++) {
      const operations = randomOperations(seed, 60)
      const groups = schedule(operations)
      const time = new Map(groups.flatMap((group, at) => group.map((operation) => [operation, at])))
      expect(time.size).toBe(operations.length)
      operations.forEach((later, i) => {
        for (const earlier of operations.slice(0, i)) {
          if (conflicts(earlier, later)) expect(time.get(earlier)).toBeLessThan(time.get(later)!)
        }
      })
    }
  })

  it('never runs a stage before what it depends on, though it began earlier', () => {
    const tensor = (name: string) => makeTensor(name, { height: 1, width: 4, channels: 1 }, 1)
    const [image, a, b, c] = ['image', 'a', 'b', 'c'].map(tensor)
    const move = (stage: string, src: Tensor, dst: Tensor): Operation => ({
      kernel: MOVE,
      stage,
      header: { size: 4 },
      job: { src, dst },
      list: [],
      invocations: 1,
      layer: null,
    })
    const operations = [move('a', image!, a!), move('b', a!, b!), move('a', b!, c!)]
    expect(schedule(operations).flat()).toEqual(operations)
  })

  it('merges independent operations of one kind into one dispatch', () => {
    const shape = { height: 2, width: 2, channels: 1 }
    const copies = Array.from({ length: 5 }, (_, i) => ({
      kernel: MOVE,
      stage: 'forward',
      header: { size: 1 },
      job: { src: makeTensor(`a${i}`, shape, 1), dst: makeTensor(`b${i}`, shape, 1) },
      list: [],
      invocations: 1,
      layer: null,
    }))
    expect(schedule(copies)).toHaveLength(1)
  })
})

describe('placeTensors', () => {
  it('never lets two tensors share memory while both are alive', () => {
    for (let seed = 0; seed < 20; seed++) {
      const groups = schedule(randomOperations(seed, 60))
      const total = placeTensors(groups)
      const lives = new Map<Tensor, [first: number, last: number]>()
      groups.forEach((group, time) => {
        for (const { root } of group.flatMap(accessesOf)) {
          if (root) lives.set(root, [lives.get(root)?.[0] ?? time, time])
        }
      })
      const all = [...lives]
      all.forEach(([a, [firstA, lastA]], i) => {
        expect(a.offset + floatsOf(a)).toBeLessThanOrEqual(total)
        for (const [b, [firstB, lastB]] of all.slice(0, i)) {
          const apart = a.offset + floatsOf(a) <= b.offset || b.offset + floatsOf(b) <= a.offset
          if (firstA <= lastB && firstB <= lastA) expect(apart).toBe(true)
        }
      })
    }
  })
})

describe('compilePlan', () => {
  it('makes a DARTS step of at most 1,000 dispatches and 80 pipelines at C 4, 3 cells, batch 8', () => {
    const network = buildSupernet(
      { kind: 'cell', nodes: 4, operations: DARTS_OPERATIONS, cells: 3, channels: 4 },
      { height: 28, width: 28, channels: 1 },
      10,
    )
    const plan = compilePlan(
      network,
      {
        batch: 8,
        seed: 1,
        weightOptimiser: { momentum: 0.9, weightDecay: 3e-4, gradientClip: 5 },
        gateOptimiser: { learningRate: 3e-4, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 0 },
        augmentation: { cropPadding: 0, flip: false },
      },
      SOFTWARE_TUNING,
    )
    const { gatePass, updateGates, weightPass, updateWeights } = plan.programs
    const step = [gatePass, updateGates, weightPass, updateWeights].flat()
    expect(step.length).toBeLessThanOrEqual(1000)
    expect(plan.kernels.length).toBeLessThanOrEqual(80)
  })
})
