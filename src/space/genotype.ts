import type { CellGenotype, Genotype } from './cellSpace'
import { readCell } from './genotypeCell'
import { GenotypeError } from './genotypeError'
import type { Literal } from './pythonLiteral'
import { PythonReader } from './pythonLiteral'

export const MAX_GENOTYPE_CHARACTERS = 10_000

const FIELDS = ['normal', 'normal_concat', 'reduce', 'reduce_concat'] as const
type Field = (typeof FIELDS)[number]

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name)

/**
 * Reads a genotype as published code prints it: `Genotype(normal=…, normal_concat=…, reduce=…,
 * reduce_concat=…)`, fields in any order. A cell may be pairs in one list, two to a node (darts),
 * lists per node (khanrc/pt.darts), or (operation, node, input) triples (FairDARTS); `concat` a list
 * or a `range`. What stands before `Genotype(`, say a variable or a log's time stamp, is passed over.
 *
 * @throws GenotypeError for anything else; nothing in the text is evaluated
 */
export function parseGenotype(text: string): Genotype {
  if (text.length > MAX_GENOTYPE_CHARACTERS) {
    const message = `The text is longer than ${MAX_GENOTYPE_CHARACTERS} characters`
    throw new GenotypeError('too-long', message, MAX_GENOTYPE_CHARACTERS)
  }
  const start = text.search(/\bGenotype\s*\(/)
  if (start < 0) throw new GenotypeError('syntax', 'The text has no “Genotype(”', 0)
  const fields = readFields(new PythonReader(text, start))
  const cell = (type: 'normal' | 'reduce'): CellGenotype => {
    const nodes = fields.get(type)
    const concat = fields.get(`${type}_concat`)
    if (nodes && concat) return readCell(nodes, concat)
    const missing = nodes ? `${type}_concat` : type
    throw new GenotypeError('missing-field', `The field ${missing} is missing`, text.length)
  }
  return { normal: cell('normal'), reduce: cell('reduce') }
}

function readFields(reader: PythonReader): ReadonlyMap<Field, Literal> {
  const fields = new Map<Field, Literal>()
  reader.name()
  reader.symbol('(')
  while (!reader.skip(')')) {
    const at = reader.position
    const name = reader.name()
    if (!isField(name))
      throw new GenotypeError('unknown-field', `Unknown field “${name.slice(0, 40)}”`, at)
    if (fields.has(name))
      throw new GenotypeError('unknown-field', `Field “${name}” is given twice`, at)
    reader.symbol('=')
    fields.set(name, reader.literal())
    if (reader.skip(',')) continue
    reader.symbol(')')
    break
  }
  reader.end()
  return fields
}
