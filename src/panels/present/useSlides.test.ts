import { describe, expect, it } from 'vitest'
import { slideBeside } from './useSlides'

describe('slides', () => {
  const names = ['cell', 'gates']

  it('begin with all views, and end with the last of them', () => {
    expect(slideBeside(names, null, 1)).toBe('cell')
    expect(slideBeside(names, 'cell', 1)).toBe('gates')
    expect(slideBeside(names, 'gates', 1)).toBe('gates')
    expect(slideBeside(names, 'cell', -1)).toBeNull()
    expect(slideBeside(names, null, -1)).toBeNull()
  })
})
