import { describe, expect, it } from 'vitest'
import { smoothingWindow, trailingMean } from './smooth'

describe('trailing mean', () => {
  it('looks back only, and takes what there is at the start', () => {
    expect(trailingMean([3, 5, 7, 100], 2)).toEqual([3, 4, 6, 53.5])
  })

  it('leaves values alone when the window is one', () => {
    expect(trailingMean([1, 4, 2], 1)).toEqual([1, 4, 2])
  })

  it('takes a twentieth of the run, three steps at least', () => {
    expect([10, 60, 400].map(smoothingWindow)).toEqual([3, 3, 20])
  })
})
