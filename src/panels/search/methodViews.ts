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
  | 'scatter'
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

const CURVES = ['loss', 'accuracy'] as const

const PLANS: Readonly<Record<PathMethod, ViewPlan>> = {
  enas: {
    wide: ['tape', 'mixture'],
    left: ['reward', 'entropy', 'belief'],
    right: ['progress', 'scatter', ...CURVES],
  },
  rl: {
    wide: ['tape', 'mixture'],
    left: ['reward', 'entropy', 'belief'],
    right: ['progress', 'scatter', ...CURVES],
  },
  spos: {
    wide: ['lineage', 'mixture'],
    left: ['trained', 'belief'],
    right: ['loss', 'accuracy', 'scatter', 'progress'],
  },
  random: {
    wide: ['progress', 'mixture'],
    left: ['trained', 'belief'],
    right: ['loss', 'accuracy', 'scatter'],
  },
  'random-scratch': {
    wide: ['progress', 'mixture'],
    left: ['belief'],
    right: ['scatter', ...CURVES],
  },
  evolution: {
    wide: ['lives', 'mixture'],
    left: ['belief'],
    right: ['progress', 'scatter', ...CURVES],
  },
  local: {
    wide: ['climb', 'mixture'],
    left: ['belief'],
    right: ['scatter', ...CURVES],
  },
}

/** The graph of a cell draws the edges of this space only. */
const SPACES: Partial<Record<PanelName, readonly SpaceKind[]>> = { mixture: ['cell'] }

/** Spaces whose branches fill more columns than half of the place holds. */
const BROAD_BRANCHES: readonly SpaceKind[] = ['enas-cell', 'enas-macro']
const BRANCHES: readonly PanelName[] = ['trained', 'belief']

/** The drawings of a method in a space. */
export function viewPlan(method: PathMethod, kind: SpaceKind): ViewPlan {
  const plan = PLANS[method]
  const fits = (name: PanelName) => SPACES[name]?.includes(kind) ?? true
  const broad = (name: PanelName) => BROAD_BRANCHES.includes(kind) && BRANCHES.includes(name)
  const left = plan.left.filter(fits)
  const right = plan.right.filter(fits)
  const narrow = balanced(
    left.filter((name) => !broad(name)),
    right,
  )
  return { wide: [...plan.wide.filter(fits), ...left.filter(broad)], ...narrow }
}

/** Where one side has lost its drawings, the other shares its own with it. */
function balanced(left: readonly PanelName[], right: readonly PanelName[]) {
  if (left.length > 0) return { left, right }
  return {
    left: right.filter((_, index) => index % 2 === 0),
    right: right.filter((_, index) => index % 2 === 1),
  }
}
