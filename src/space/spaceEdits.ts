import type { SearchSpace } from './searchSpace'

/** How many edges, layers, skips and blocks are not free; of both kinds of cell together. */
export function ruleCount(space: SearchSpace): number {
  switch (space.kind) {
    case 'cell':
    case 'enas-cell':
      return (space.rules?.normal?.length ?? 0) + (space.rules?.reduce?.length ?? 0)
    case 'enas-macro':
      return (space.rules?.layers?.length ?? 0) + (space.rules?.skips?.length ?? 0)
    case 'nas-bench-201':
    case 'chain':
      return space.rules?.length ?? 0
  }
}

/** The space with every edge, layer, skip and block free again. */
export function withoutRules<Space extends SearchSpace>(space: Space): Space {
  const free: { rules?: unknown } = { ...space }
  delete free.rules
  return free as Space
}
