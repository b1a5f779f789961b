import { CELL_SPACE_BOUNDS, type Bound } from '../../../space/bounds'
import { withStage } from '../../../space/chainEdits'
import { CHAIN_BOUNDS, type ChainSpace } from '../../../space/chainSpace'
import { ENAS_CELL_BOUNDS } from '../../../space/enasCellSpace'
import { ENAS_MACRO_BOUNDS } from '../../../space/enasMacroSpace'
import { withLayers } from '../../../space/macroEdits'
import { NAS_BENCH_201_BOUNDS } from '../../../space/nasBench201Space'
import type { SearchSpace } from '../../../space/searchSpace'
import { channelsWithin, countsWithin } from '../counts'

/** Where on the drawing of the network a handle is. */
export type HandlePlace =
  /** At the end of a stage, or of the whole network: how many parts. */
  | { readonly side: 'end'; readonly stage: number }
  /** On top of a stage or of an end: how many channels. */
  | { readonly side: 'top'; readonly of: number | 'stem' | 'head' }

/** A number of the network that can be dragged. */
export interface NetworkHandle {
  readonly name:
    | 'cells'
    | 'cellsPerStage'
    | 'layers'
    | 'blocks'
    | 'channels'
    | 'stageChannels'
    | 'stemChannels'
    | 'headChannels'
  readonly place: HandlePlace
  readonly value: number
  /** What it may be, ascending; a value from elsewhere may lie between. */
  readonly choices: readonly number[]
  /** Parts of the drawing that one more adds. */
  readonly parts: number
  readonly apply: (value: number) => SearchSpace
}

/** Everything about a space's network that can be dragged, from left to right. */
export function networkHandles(space: SearchSpace): NetworkHandle[] {
  switch (space.kind) {
    case 'cell':
    case 'enas-cell': {
      const bounds = space.kind === 'cell' ? CELL_SPACE_BOUNDS : ENAS_CELL_BOUNDS
      return [
        channels(space.channels, bounds.channels, (value) => ({ ...space, channels: value })),
        count('cells', space.cells, bounds.cells, (value) => ({ ...space, cells: value })),
      ]
    }
    case 'nas-bench-201':
      return [
        channels(space.channels, NAS_BENCH_201_BOUNDS.channels, (value) => {
          return { ...space, channels: value }
        }),
        {
          ...count('cellsPerStage', space.cells, NAS_BENCH_201_BOUNDS.cells, (value) => {
            return { ...space, cells: value }
          }),
          parts: NAS_BENCH_201_STAGES,
        },
      ]
    case 'enas-macro':
      return [
        channels(space.channels, ENAS_MACRO_BOUNDS.channels, (value) => {
          return { ...space, channels: value }
        }),
        count('layers', space.layers, ENAS_MACRO_BOUNDS.layers, (value) => {
          return withLayers(space, value)
        }),
      ]
    case 'chain':
      return chainHandles(space)
  }
}

const NAS_BENCH_201_STAGES = 3

function chainHandles(space: ChainSpace): NetworkHandle[] {
  const { stem, stages, head } = space
  const top = (
    name: NetworkHandle['name'],
    of: number | 'stem' | 'head',
    value: number,
    bound: Bound,
    apply: NetworkHandle['apply'],
  ): NetworkHandle => {
    const choices = channelsWithin(bound)
    return { name, place: { side: 'top', of }, value, choices, parts: 0, apply }
  }
  return [
    top('stemChannels', 'stem', stem.channels, CHAIN_BOUNDS.channels, (value) => {
      return { ...space, stem: { ...stem, channels: value } }
    }),
    ...stages.flatMap((stage, index): NetworkHandle[] => [
      top('stageChannels', index, stage.channels, CHAIN_BOUNDS.channels, (value) => {
        return withStage(space, index, { channels: value })
      }),
      {
        name: 'blocks',
        place: { side: 'end', stage: index },
        value: stage.blocks,
        choices: countsWithin(CHAIN_BOUNDS.blocks),
        parts: 1,
        apply: (value) => withStage(space, index, { blocks: value }),
      },
    ]),
    top('headChannels', 'head', head, CHAIN_BOUNDS.head, (value) => ({ ...space, head: value })),
  ]
}

function channels(value: number, bound: Bound, apply: NetworkHandle['apply']): NetworkHandle {
  return {
    name: 'channels',
    place: { side: 'top', of: 0 },
    value,
    choices: channelsWithin(bound),
    parts: 0,
    apply,
  }
}

/** At the end of the last stage. */
function count(
  name: NetworkHandle['name'],
  value: number,
  bound: Bound,
  apply: NetworkHandle['apply'],
): NetworkHandle {
  const place = { side: 'end', stage: -1 } as const
  return { name, place, value, choices: countsWithin(bound), parts: 1, apply }
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -3,
  PageUp: 3,
  Home: -Infinity,
  End: Infinity,
}

/** The choice that a key leads to from a value; null for keys that lead nowhere. */
export function steppedChoice(
  key: string,
  value: number,
  choices: readonly number[],
): number | null {
  const step = STEPS[key]
  if (step === undefined) return null
  const below = choices.filter((choice) => choice < value)
  const above = choices.filter((choice) => choice > value)
  const next =
    step < 0 ? below.at(Math.max(step, -below.length)) : above[Math.min(step, above.length) - 1]
  return next ?? value
}

export function nearestChoice(wanted: number, choices: readonly number[]): number {
  return choices.reduce((nearest, choice) =>
    Math.abs(choice - wanted) < Math.abs(nearest - wanted) ? choice : nearest,
  )
}
