import { describe, expect, it } from 'vitest'
import { arcWire, axisWire } from './stackWires'

const block = (x: number, height: number) => {
  const middle = height / 2
  return { x, y: 50 - middle, width: 20, height, entry: middle, skip: null, exit: middle }
}
const unfolded = { x: 80, y: 0, width: 300, height: 100, entry: 80, skip: 30, exit: 60 }

describe('lines of a whole network', () => {
  it('lead straight from block to block, and around a corner into what is unfolded', () => {
    expect(axisWire(block(0, 40), block(40, 20))).toBe('M20 50H40')
    expect(axisWire(block(0, 40), unfolded)).toBe('M20 50H50V80H80')
    expect(axisWire(unfolded, block(400, 20))).toBe('M380 60H390V50H400')
  })

  it('lead over the stack to the top of a block, or into the cell that reads them', () => {
    const parts = [block(0, 40), block(40, 40), unfolded]
    expect(arcWire({ from: 0, to: 1, chosen: false }, parts)).toMatch(/^M10 30V.*V30$/)
    expect(arcWire({ from: 0, to: 2, chosen: false }, parts)).toMatch(/^M10 30V.*V30H80$/)
    expect(arcWire({ from: 0, to: 1, chosen: true }, parts)).toMatch(/^M10 30C10 .* 50 30$/)
  })

  it('run in different lanes where one begins before the other ends', () => {
    const parts = [block(0, 40), block(40, 40), block(80, 40), block(120, 40)]
    const lane = (to: number) =>
      arcWire({ from: to - 2, to, chosen: false }, parts).match(/Q\S+ (-\d+)/)?.[1]
    expect(lane(2)).not.toBe(lane(3))
  })
})
