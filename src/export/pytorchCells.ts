import type { CellGenotype, Genotype } from '../space/cellSpace'
import cellNetwork from './python/cellNetwork.py?raw'
import dropPath from './python/dropPath.py?raw'
import { pythonModule } from './pythonModule'
import type { TrainedNetwork } from './trainedNetwork'

/** Cells, and how often and how wide they were built. */
export interface BuiltCells {
  readonly genotype: Genotype
  readonly cells: number
  readonly channels: number
}

/**
 * A network of DARTS cells as one self-contained Python file. Unlike `pytorchModule` it builds the
 * network from its genotype, to any number of cells and channels, with stems for small and large
 * images, drop-path and an auxiliary head; its weights have the same names.
 *
 * @param trained the network of `built` by `buildEvaluationNetwork`
 * @param header lines for the file's docstring
 */
export function pytorchCellModule(
  trained: TrainedNetwork,
  { genotype, cells, channels }: BuiltCells,
  header: readonly string[],
): string {
  const norm = trained.network.layers.find((layer) => layer.kind === 'batchNorm')
  const imports = ['from collections import OrderedDict, namedtuple']
  return pythonModule(trained, { header, imports }, [
    "Genotype = namedtuple('Genotype', 'normal normal_concat reduce reduce_concat')",
    '',
    '# Of each node the operations on its edges, and the states that they read.',
    'GENOTYPE = Genotype(',
    ...cellLines('normal', genotype.normal),
    ...cellLines('reduce', genotype.reduce),
    ')',
    `CELLS = ${cells}`,
    `CHANNELS = ${channels}`,
    `EPSILON = ${norm?.epsilon ?? 1e-5}`,
    `MOMENTUM = ${norm?.momentum ?? 0.1}`,
    '',
    '',
    dropPath,
    '',
    cellNetwork.trimEnd(),
  ])
}

function cellLines(type: 'normal' | 'reduce', { nodes, concat }: CellGenotype): string[] {
  const edge = ({ operation, input }: CellGenotype['nodes'][number][number]) =>
    `('${operation}', ${input})`
  return [
    `    ${type}=[`,
    ...nodes.map((edges) => `        [${edges.map(edge).join(', ')}],`),
    '    ],',
    `    ${type}_concat=[${concat.join(', ')}],`,
  ]
}
