import type { SearchSpace } from './searchSpace'

/** A space of cells with as many of them and as wide as asked; others have a skeleton of their own. */
export function builtOut(
  space: SearchSpace,
  { cells, channels }: { readonly cells: number; readonly channels: number },
): SearchSpace {
  switch (space.kind) {
    case 'cell':
    case 'enas-cell':
    case 'nas-bench-201':
      return { ...space, cells, channels }
    case 'enas-macro':
    case 'chain':
      return space
  }
}

/** Whether an architecture of one space can be built in the other: they differ in size at most. */
export function sameChoices(one: SearchSpace, other: SearchSpace): boolean {
  const size = { cells: 1, channels: 1 }
  return JSON.stringify(builtOut(one, size)) === JSON.stringify(builtOut(other, size))
}
