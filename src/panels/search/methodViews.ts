import type { Method } from '../../run/methods'
import type { SpaceKind } from '../../space/searchSpace'

/** Drawings of the middle column; `methodPanels.tsx` says which component each is. */
export type PanelName =
  | 'tape'
  | 'reward'
  | 'entropy'
  | 'lineage'
  | 'lives'
  | 'progress'
  | 'climb'
  | 'front'
  | 'mixture'
  | 'trained'
  | 'belief'
  | 'loss'
  | 'accuracy'

/** Where the drawings of a search stand. */
export interface ViewPlan {
  /** One below the other, as wide as the column. */
  readonly wide: readonly PanelName[]
  /** Below them, side by side where there is room. */
  readonly left: readonly PanelName[]
  readonly right: readonly PanelName[]
}

/** Methods that judge architectures one by one. DARTS mixes them all, and has a layout of its own. */
export type PathMethod = Exclude<Method, 'darts' | 'darts2'>

/** The drawings of each method: those that matter most, as wide as the column, then the others. */
const DRAWINGS: Readonly<
  Record<PathMethod, { readonly wide: readonly PanelName[]; readonly half: readonly PanelName[] }>
> = {
  enas: {
    wide: ['tape', 'front', 'mixture'],
    half: ['reward', 'entropy', 'belief', 'progress', 'loss', 'accuracy'],
  },
  rl: {
    wide: ['tape', 'front', 'mixture'],
    half: ['reward', 'entropy', 'belief', 'progress', 'loss', 'accuracy'],
  },
  spos: {
    wide: ['lineage', 'front', 'mixture'],
    half: ['trained', 'loss', 'accuracy', 'belief', 'progress'],
  },
  random: {
    wide: ['progress', 'front', 'mixture'],
    half: ['trained', 'loss', 'accuracy', 'belief'],
  },
  'random-scratch': {
    wide: ['progress', 'front', 'mixture'],
    half: ['belief', 'loss', 'accuracy'],
  },
  evolution: {
    wide: ['lives', 'front', 'mixture'],
    half: ['belief', 'progress', 'loss', 'accuracy'],
  },
  local: {
    wide: ['climb', 'front', 'mixture'],
    half: ['belief', 'loss', 'accuracy'],
  },
}

/** The graph of a cell draws the edges of this space only. */
const SPACES: Partial<Record<PanelName, readonly SpaceKind[]>> = { mixture: ['cell'] }

/** Spaces whose branches fill more columns than half of the place holds. */
const BROAD_BRANCHES: readonly SpaceKind[] = ['enas-cell', 'enas-macro']
const BRANCHES: readonly PanelName[] = ['trained', 'belief']

/** The drawings of a method in a space. */
export function viewPlan(method: PathMethod, kind: SpaceKind): ViewPlan {
  const { wide, half } = DRAWINGS[method]
  const fits = (name: PanelName) => SPACES[name]?.includes(kind) ?? true
  const broad = (name: PanelName) => BROAD_BRANCHES.includes(kind) && BRANCHES.includes(name)
  return {
    wide: [...wide.filter(fits), ...half.filter(broad)],
    ...balanced(half.filter((name) => fits(name) && !broad(name))),
  }
}

/** About how high drawings are, in pixels; others are as high as curves. */
const HEIGHTS: Partial<Record<PanelName, number>> = {
  trained: 300,
  belief: 300,
  progress: 250,
}
const CURVE_HEIGHT = 170

/** Each drawing where there is less so far. */
function balanced(names: readonly PanelName[]): Pick<ViewPlan, 'left' | 'right'> {
  const left = { names: [] as PanelName[], height: 0 }
  const right = { names: [] as PanelName[], height: 0 }
  for (const name of names) {
    const side = left.height <= right.height ? left : right
    side.names.push(name)
    side.height += HEIGHTS[name] ?? CURVE_HEIGHT
  }
  return { left: left.names, right: right.names }
}
