import type { CellGenotype, Genotype, GenotypeEdge } from './cellSpace'
import { CELL_INPUTS, EDGES_PER_NODE } from './cellSpace'

/** The published ways of writing a genotype; `darts` is the one to use unless a tool wants another. */
export const GENOTYPE_FORMATS = ['darts', 'range', 'nested', 'triples'] as const

/**
 * - `darts`: pairs in one list, concat as a list (quark0/darts)
 * - `range`: the same, concat as `range(2, 6)` where it is one (its forks)
 * - `nested`: a list per node, concat as `range` (khanrc/pt.darts)
 * - `triples`: (operation, node, input), concat as `range` (FairDARTS)
 */
export type GenotypeFormat = (typeof GENOTYPE_FORMATS)[number]

/**
 * The genotype as a line of Python. A cell in which some node does not have two edges cannot be
 * written as pairs in one list, and is written as a list per node instead. Only `triples` may lose
 * something: that all nodes are joined goes without saying there.
 */
export function formatGenotype(genotype: Genotype, format: GenotypeFormat = 'darts'): string {
  const fields = (['normal', 'reduce'] as const).flatMap((type) => [
    `${type}=${cellText(genotype[type], format)}`,
    `${type}_concat=${concatText(genotype[type].concat, format)}`,
  ])
  return `Genotype(${fields.join(', ')})`
}

function cellText({ nodes }: CellGenotype, format: GenotypeFormat): string {
  if (format === 'triples') {
    return list(nodes.flatMap((edges, node) => edges.map((edge) => triple(edge, node))))
  }
  const paired = nodes.every((edges) => edges.length === EDGES_PER_NODE)
  if (format !== 'nested' && paired) return list(nodes.flat().map(pair))
  return list(nodes.map((edges) => list(edges.map(pair))))
}

function concatText(concat: readonly number[], format: GenotypeFormat): string {
  const [first = 0] = concat
  const consecutive = concat.every((state, index) => state === first + index)
  if (format === 'darts' || !consecutive) return list(concat.map(String))
  return `range(${first}, ${first + concat.length})`
}

const list = (items: readonly string[]) => `[${items.join(', ')}]`

const pair = ({ operation, input }: GenotypeEdge) => `('${operation}', ${input})`

const triple = ({ operation, input }: GenotypeEdge, node: number) =>
  `('${operation}', ${CELL_INPUTS + node}, ${input})`
