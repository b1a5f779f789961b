import { describe, expect, it } from 'vitest'
import { placeBeside } from './FloatingReadout'

const size = { width: 300, height: 200 }

describe('a readout near a point', () => {
  it('stands right of it and below', () => {
    const window = { innerWidth: 1280, innerHeight: 900 }
    expect(placeBeside({ x: 100, y: 100 }, size, window)).toEqual({ left: 118, top: 118 })
  })

  it('goes to the other side where there is no room', () => {
    const window = { innerWidth: 1280, innerHeight: 900 }
    expect(placeBeside({ x: 1200, y: 850 }, size, window)).toEqual({ left: 882, top: 632 })
  })

  it('stays within a window that is too small for either side', () => {
    const { left, top } = placeBeside({ x: 180, y: 130 }, size, {
      innerWidth: 360,
      innerHeight: 260,
    })
    expect(left).toBe(52)
    expect(top).toBe(52)
  })
})
