import { describe, expect, it } from 'vitest'
import { csvText } from './export'

describe('CSV', () => {
  it('quotes what would break a row, and ends lines as RFC 4180 asks', () => {
    const text = csvText({
      columns: ['edge', 'gate'],
      rows: [
        ['0 → 1, twice', 0.5],
        ['a "quote"', -1],
        ['two\nlines', ''],
      ],
    })
    expect(text).toBe('edge,gate\r\n"0 → 1, twice",0.5\r\n"a ""quote""",-1\r\n"two\nlines",\r\n')
  })
})
