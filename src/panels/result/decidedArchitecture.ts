import type { Genotype } from '../../space/cellSpace'
import { chosenBlocks } from '../../space/chainModel'
import type { ChainSpace } from '../../space/chainSpace'
import { enasMacroLayers } from '../../space/enasMacroModel'
import { halvings } from '../../space/enasMacroSpace'
import { nasBench201Operations } from '../../space/nasBench201Model'
import { NAS_BENCH_201_EDGES, NAS_BENCH_201_NODES } from '../../space/nasBench201Space'
import type { SearchSpace } from '../../space/searchSpace'
import type { Choices } from '../../space/spaceModel'
import { spaceModel } from '../../space/spaceModels'
import type { DecidedStage } from '../../views/BlockStrip'
import type { DecidedEdge } from '../../views/EdgeCellGraph'
import type { DecidedLayer } from '../../views/LayerChain'
import { networkStages } from '../space/networkStages'

/** An architecture in the form that its drawing takes. */
export type DecidedArchitecture =
  | { readonly kind: 'cells'; readonly genotype: Genotype }
  | { readonly kind: 'edges'; readonly nodes: number; readonly edges: readonly DecidedEdge[] }
  | {
      readonly kind: 'layers'
      readonly layers: readonly DecidedLayer[]
      readonly halvings: readonly number[]
    }
  | { readonly kind: 'stages'; readonly stages: readonly DecidedStage[]; readonly widest: number }

/**
 * What an architecture's text says.
 * @param side of the input image, in pixels
 * @throws GenotypeError when the text is not one of the space's architectures
 */
export function decidedArchitecture(
  space: SearchSpace,
  text: string,
  side: number,
): DecidedArchitecture {
  const model = spaceModel(space)
  const choices = model.parse(text)
  switch (space.kind) {
    case 'cell':
    case 'enas-cell': {
      const genotype = model.genotype(choices)
      if (!genotype) throw new TypeError(`A space of kind ${space.kind} is made of cells`)
      return { kind: 'cells', genotype }
    }
    case 'nas-bench-201': {
      const operations = nasBench201Operations(space, choices)
      const edges = NAS_BENCH_201_EDGES.map(({ from, to }, edge) => ({
        from,
        to,
        operation: operations[edge] ?? 'none',
      }))
      return { kind: 'edges', nodes: NAS_BENCH_201_NODES, edges }
    }
    case 'enas-macro': {
      const layers = enasMacroLayers(space, choices).map(({ operation, skips }): DecidedLayer => ({
        operation: space.operations[operation] ?? 'conv_3x3',
        skips: skips.flatMap((taken, earlier) => (taken ? [earlier] : [])),
      }))
      return { kind: 'layers', layers, halvings: halvings(space) }
    }
    case 'chain':
      return { kind: 'stages', ...decidedStages(space, choices, side) }
  }
}

function decidedStages(space: ChainSpace, choices: Choices, side: number) {
  const blocks = chosenBlocks(space, choices)
  const searched = space.widths.length > 1
  const stages = networkStages(space, side).map(
    ({ channels, side: pixels, parts }): DecidedStage => ({
      channels,
      side: pixels,
      blocks: parts.flatMap(({ index }) => {
        const chosen = blocks[index]
        if (!chosen) return []
        const width = searched ? (space.widths[chosen.width] ?? null) : null
        return [{ operation: chosen.block, width }]
      }),
    }),
  )
  return { stages, widest: Math.max(...space.widths) }
}
