import type { Genotype } from './cellSpace'
import { ENAS_CELL_BOUNDS } from './enasCellSpace'
import { ENAS_MACRO_BOUNDS } from './enasMacroSpace'
import { parseGenotype } from './genotype'
import { GenotypeError } from './genotypeError'
import { formatGenotype } from './genotypeFormat'
import type { SearchSpace } from './searchSpace'
import { spaceModel } from './spaceModels'
import { SPACE_PRESETS } from './spacePresets'

/** An architecture as text, and what it is one of. */
export interface RecognisedArchitecture {
  /** Null for a pair of DARTS cells, which stand by themselves. */
  readonly space: SearchSpace | null
  /** In its usual form. */
  readonly text: string
  readonly genotype: Genotype | null
}

/** Numbers that stand for a node of an ENAS cell, in both of its cells. */
const NUMBERS_PER_ENAS_NODE = 8

/**
 * Reads an architecture in any of the published forms: `Genotype(…)` of DARTS and its forks, the arch
 * string of NAS-Bench-201, arcs of ENAS (two cells, or a chain of layers, told apart by how many
 * numbers there are), and SPOS' lists of choices, with commas.
 *
 * @param present the space at hand, which is tried before the published ones
 * @throws GenotypeError when the text is none of these
 */
export function recogniseArchitecture(text: string, present: SearchSpace): RecognisedArchitecture {
  if (/\bGenotype\b/.test(text)) {
    const genotype = parseGenotype(text)
    return { space: null, text: formatGenotype(genotype), genotype }
  }
  const published = spacesOf(text)
  const [usual] = published
  if (!usual) {
    throw new GenotypeError(
      'syntax',
      'It is no “Genotype(…)”, no “|op~0|+…” of NAS-Bench-201, no arc of ENAS, and no list of blocks',
      0,
    )
  }
  const spaces = present.kind === usual.kind ? [present, ...published] : published
  return readInOneOf(spaces, text)
}

/** The published spaces that write an architecture like this, resized to as many numbers as there are. */
function spacesOf(text: string): SearchSpace[] {
  if (text.trimStart().startsWith('|')) return [SPACE_PRESETS['nas-bench-201'].published]
  const numbers = text.match(/[^\s,[\]()]+/g) ?? []
  if (numbers.length === 0 || !numbers.every((number) => /^\d+$/.test(number))) return []
  if (text.includes(',')) {
    const { spos, 'spos-widths': widths, mobile } = SPACE_PRESETS
    return [spos, widths, mobile].flatMap(({ published, small }) => [published, small])
  }
  return enasSpaces(numbers.length)
}

function enasSpaces(count: number): SearchSpace[] {
  const nodes = count / NUMBERS_PER_ENAS_NODE
  const { published: cell } = SPACE_PRESETS['enas-micro']
  if (cell.kind === 'enas-cell' && Number.isInteger(nodes) && nodes <= ENAS_CELL_BOUNDS.nodes.max) {
    return [{ ...cell, nodes }]
  }
  // One operation per layer and a bit for each of the layers before it: L (L + 1) / 2.
  const layers = (Math.sqrt(8 * count + 1) - 1) / 2
  const { published: chain } = SPACE_PRESETS['enas-macro']
  const { max } = ENAS_MACRO_BOUNDS.layers
  return chain.kind === 'enas-macro' && Number.isInteger(layers) && layers <= max
    ? [{ ...chain, layers }]
    : []
}

/** As one of the first space that has it; what is wrong is said by the first. */
function readInOneOf(spaces: readonly SearchSpace[], text: string): RecognisedArchitecture {
  let problem: unknown = null
  for (const space of spaces) {
    try {
      const model = spaceModel(space)
      const choices = model.parse(text)
      return { space, text: model.format(choices), genotype: model.genotype(choices) }
    } catch (error) {
      if (!(error instanceof GenotypeError)) throw error
      problem ??= error
    }
  }
  throw problem
}
