import { CELL_INPUTS, type Genotype } from '../../space/cellSpace'
import { parseGenotype } from '../../space/genotype'
import { spaceModel } from '../../space/spaceModels'
import type { EntryFacts } from '../../store/libraryFacts'
import type { ThumbModel } from '../../views/ArchitectureThumb'
import { decidedArchitecture } from '../result/decidedArchitecture'

/** An entry's architecture at the size of a stamp; null where it has none, or none that can be read. */
export function thumbModel({ space, text, side }: ThumbSubject): ThumbModel | null {
  if (text === null) return null
  try {
    if (!space) return ofCells(parseGenotype(text))
    const decided = decidedArchitecture(space, text, side)
    switch (decided.kind) {
      case 'cells':
        return ofCells(decided.genotype)
      case 'edges':
        return { kind: 'arcs', states: decided.nodes, arcs: decided.edges }
      case 'layers':
        return { kind: 'strip', groups: [decided.layers.map(({ operation }) => operation)] }
      case 'stages':
        return {
          kind: 'strip',
          groups: decided.stages.map(({ blocks }) => blocks.map(({ operation }) => operation)),
        }
    }
  } catch {
    // Kept by another version, whose spaces this one does not know.
    return null
  }
}

interface ThumbSubject extends Pick<EntryFacts, 'space' | 'text'> {
  /** Of the input image, in pixels. */
  readonly side: number
}

/** The normal cell: the other one is reduced of the same network. */
function ofCells({ normal: { nodes } }: Genotype): ThumbModel {
  return {
    kind: 'arcs',
    states: CELL_INPUTS + nodes.length,
    arcs: nodes.flatMap((edges, node) =>
      edges.map(({ input, operation }) => ({ from: input, to: CELL_INPUTS + node, operation })),
    ),
  }
}

/** Both cells, where the architecture is made of DARTS' kind; null elsewhere. */
export function dartsCells({ space, text }: Pick<EntryFacts, 'space' | 'text'>): Genotype | null {
  if (text === null || (space && space.kind !== 'cell')) return null
  try {
    if (!space) return parseGenotype(text)
    const model = spaceModel(space)
    return model.genotype(model.parse(text))
  } catch {
    return null
  }
}
