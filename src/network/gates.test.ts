import { describe, expect, it } from 'vitest'
import { softmaxRows } from './gates'

const TABLES = [
  { name: 'normal', rows: 2, columns: 3, offset: 0 },
  { name: 'reduce', rows: 1, columns: 2, offset: 6 },
]

describe('softmaxRows', () => {
  it('normalises each row of each table by itself', () => {
    const alphas = Float32Array.from([0, 0, 0, Math.log(2), 0, 0, 0, Math.log(3)])
    const gates = softmaxRows(alphas, TABLES)
    const expected = [1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 4, 1 / 4, 1 / 4, 3 / 4]
    expected.forEach((gate, index) => expect(gates[index]).toBeCloseTo(gate, 6))
  })

  it('neither overflows nor changes when a row is shifted', () => {
    const alphas = Float32Array.from([1000, 1001, 999, -1000, -1001, -999, 500, 500])
    const gates = softmaxRows(alphas, TABLES)
    const centred = softmaxRows(Float32Array.from([0, 1, -1, 0, -1, 1, 0, 0]), TABLES)
    expect(gates).toEqual(centred)
  })

  it('leaves out branches that are not there, a whole row of them too', () => {
    const allowed = [true, false, true, false, false, false]
    const alphas = Float32Array.from([0, 5, Math.log(3), 1, 2, 3])
    const gates = softmaxRows(alphas, [{ name: 'normal', rows: 2, columns: 3, offset: 0, allowed }])
    expect([...gates]).toEqual([0.25, 0, 0.75, 0, 0, 0])
  })
})
