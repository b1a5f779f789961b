import { describe, expect, it } from 'vitest'
import { alphaHash, fnv1a } from './alphaHash'

describe('fnv1a', () => {
  // Test vectors of draft-eastlake-fnv, 64-bit FNV-1a.
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('hashes "%s" as published', (text, hash) => {
    expect(fnv1a(new TextEncoder().encode(text))).toBe(hash)
  })
})

describe('alphaHash', () => {
  it('tells any changed bit, the sign of zero and the order included', () => {
    const hash = alphaHash(Float32Array.of(0, 1))
    expect(alphaHash(Float32Array.of(0, 1))).toBe(hash)
    expect(alphaHash(Float32Array.of(-0, 1))).not.toBe(hash)
    expect(alphaHash(Float32Array.of(1, 0))).not.toBe(hash)
  })

  it('reads a view, not its whole buffer', () => {
    const buffer = Float32Array.of(9, 1, 2, 9)
    expect(alphaHash(buffer.subarray(1, 3))).toBe(alphaHash(Float32Array.of(1, 2)))
  })
})
