import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellGenotype, Genotype } from './cellSpace'
import { CELL_INPUTS } from './cellSpace'
import { parseGenotype } from './genotype'
import { GenotypeError } from './genotypeError'
import { GENOTYPE_FORMATS, formatGenotype } from './genotypeFormat'
import { OPERATIONS } from './operations'
import { PUBLISHED, PUBLISHED_NAMES } from './published'

const operations = fc.constantFrom(...OPERATIONS.filter((operation) => operation !== 'none'))

/** Any cell: `edges` to a node, reading any earlier states, joining some of the nodes. */
function cells(edges: { minLength: number; maxLength: number }): fc.Arbitrary<CellGenotype> {
  return fc.integer({ min: 1, max: 6 }).chain((count) =>
    fc.record({
      nodes: fc.tuple(
        ...Array.from({ length: count }, (_, node) =>
          fc.array(
            fc.record({
              operation: operations,
              input: fc.integer({ min: 0, max: CELL_INPUTS + node - 1 }),
            }),
            edges,
          ),
        ),
      ),
      concat: fc.subarray(
        Array.from({ length: count }, (_, node) => CELL_INPUTS + node),
        { minLength: 1 },
      ),
    }),
  )
}

const pairedCells = cells({ minLength: 2, maxLength: 2 })
const genotypes = fc.record({ normal: pairedCells, reduce: pairedCells })

const DARTS_V2_FORKED =
  "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=range(2, 6))"

function errorOf(text: string): GenotypeError {
  try {
    parseGenotype(text)
  } catch (error) {
    if (error instanceof GenotypeError) return error
    throw error
  }
  throw new Error('The text was accepted')
}

/** A text that is right but for the normal cell's fields. */
const withNormal = (normal: string, concat = '[2]') =>
  `Genotype(normal=${normal}, normal_concat=${concat}, reduce=[('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2])`

describe('parseGenotype', () => {
  it.each(PUBLISHED_NAMES)('reads %s in every format it is written in', (name) => {
    for (const format of GENOTYPE_FORMATS) {
      const read = parseGenotype(formatGenotype(PUBLISHED[name], format))
      // FairDARTS' model joins all nodes, so its format cannot say that some are left out.
      expect(format === 'triples' ? read.normal.nodes : read).toEqual(
        format === 'triples' ? PUBLISHED[name].normal.nodes : PUBLISHED[name],
      )
    }
  })

  it('reads what forks print', () => {
    expect(parseGenotype(DARTS_V2_FORKED)).toEqual(PUBLISHED.DARTS_V2)
    expect(formatGenotype(PUBLISHED.DARTS_V2, 'range')).toBe(DARTS_V2_FORKED)
  })

  it('reads lists per node, as khanrc/pt.darts prints them over several lines', () => {
    const text = `Genotype(
      normal=[[("sep_conv_3x3", 0), ("sep_conv_3x3", 1)],   # node 2
              [("skip_connect", 0), ("dil_conv_3x3", 2)],],
      normal_concat=range(2, 4),
      reduce=[[("max_pool_3x3", 0), ("max_pool_3x3", 1)]], reduce_concat=(2,))`
    expect(parseGenotype(text)).toEqual({
      normal: {
        nodes: [
          [
            { operation: 'sep_conv_3x3', input: 0 },
            { operation: 'sep_conv_3x3', input: 1 },
          ],
          [
            { operation: 'skip_connect', input: 0 },
            { operation: 'dil_conv_3x3', input: 2 },
          ],
        ],
        concat: [2, 3],
      },
      reduce: {
        nodes: [
          [
            { operation: 'max_pool_3x3', input: 0 },
            { operation: 'max_pool_3x3', input: 1 },
          ],
        ],
        concat: [2],
      },
    })
  })

  it('reads FairDARTS cells, in which nodes may be missing', () => {
    // FairDARTS_c's normal cell: node 3 has no edges, and node 5 reads it through a skip.
    const text = withNormal(
      "[('max_pool_3x3', 2, 0), ('sep_conv_5x5', 2, 1), ('dil_conv_3x3', 4, 0), ('dil_conv_5x5', 4, 2), ('skip_connect', 5, 3), ('sep_conv_3x3', 5, 0)]",
      'range(2, 6)',
    )
    const { normal } = parseGenotype(text)
    expect(normal.concat).toEqual([2, 4, 5])
    expect(normal.nodes.map((edges) => edges.length)).toEqual([2, 0, 2, 1])
  })

  it('passes over what stands before the genotype', () => {
    const text = `11/29 10:33:22 PM genotype = ${DARTS_V2_FORKED}\n`
    expect(parseGenotype(text)).toEqual(PUBLISHED.DARTS_V2)
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(genotypes, fc.constantFrom('darts', 'range', 'nested'), (genotype, format) => {
        expect(parseGenotype(formatGenotype(genotype, format))).toEqual(genotype)
      }),
    )
  })

  it('reads back cells with any number of edges to a node', () => {
    const open = cells({ minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(open, open, (normal, reduce) => {
        const all = ({ nodes }: CellGenotype) => nodes.map((_, node) => CELL_INPUTS + node)
        const genotype: Genotype = {
          normal: { nodes: normal.nodes, concat: all(normal) },
          reduce: { nodes: reduce.nodes, concat: all(reduce) },
        }
        for (const format of GENOTYPE_FORMATS) {
          expect(parseGenotype(formatGenotype(genotype, format))).toEqual(genotype)
        }
      }),
    )
  })

  it.each([
    ['', 'syntax', 0],
    ['Genotype', 'syntax', 0],
    ['Genotype(', 'syntax', 9],
    ['Genotype(normal=[)', 'syntax', 17],
    ['Genotype()', 'missing-field', 10],
    ['Genotype(normal=[], normal=[])', 'unknown-field', 20],
    ['Genotype(__proto__=[])', 'unknown-field', 9],
    [`${DARTS_V2_FORKED} more`, 'syntax', DARTS_V2_FORKED.length + 1],
    [withNormal('[]'), 'bad-cell', 16],
    [withNormal('7'), 'bad-cell', 16],
    [withNormal("[('skip_connect', 0)]"), 'bad-cell', 16],
    [withNormal("[('skip_connect', 0), ('skip_connect', 2)]"), 'bad-input', 55],
    [withNormal("[('skip_connect', 0), ('skip_connect', -1)]"), 'bad-input', 55],
    [withNormal("[('skip_connect', 0), ('os.system', 0)]"), 'unknown-operation', 39],
    [withNormal("[('constructor', 0), ('skip_connect', 0)]"), 'unknown-operation', 18],
    [withNormal("[('none', 0), ('none', 1)]"), 'bad-cell', 16],
    [withNormal("[('skip_connect', 0), ('skip_connect', 1)]", '[]'), 'bad-concat', 74],
    [withNormal("[('skip_connect', 0), ('skip_connect', 1)]", '[1]'), 'bad-concat', 75],
    [withNormal("[('skip_connect', 0), ('skip_connect', 1)]", '[2, 2]'), 'bad-concat', 74],
    [withNormal("[('skip_connect', 0), ('skip_connect', 1)]", 'range(0, 999999999)'), 'syntax', 74],
    [withNormal("[('skip_connect', 99, 0)]"), 'bad-cell', 34],
    [withNormal('__import__("os").system("ls")'), 'syntax', 16],
    [withNormal('['.repeat(500)), 'syntax', 25],
    ['x'.repeat(10_001), 'too-long', 10_000],
  ] as const)('refuses case %#', (text, code, position) => {
    const error = errorOf(text)
    expect([error.code, error.position]).toEqual([code, position])
    expect(error.message).toMatch(/^[A-Z].{5,150}$/)
  })

  it('answers any text with a genotype or a GenotypeError, quickly', () => {
    const mutations = fc.array(
      fc.record({
        at: fc.nat(DARTS_V2_FORKED.length),
        removed: fc.nat(12),
        inserted: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('(', '[', "'", ',', '9')),
      }),
      { minLength: 1, maxLength: 4 },
    )
    const mutated = mutations.map((edits) =>
      edits.reduce(
        (text, { at, removed, inserted }) =>
          text.slice(0, at) + inserted + text.slice(at + removed),
        DARTS_V2_FORKED,
      ),
    )
    let refused = 0
    fc.assert(
      fc.property(mutated, (text) => {
        try {
          parseGenotype(text)
        } catch (error) {
          expect(error).toBeInstanceOf(GenotypeError)
          refused++
        }
      }),
      { numRuns: 3000 },
    )
    expect(refused).toBeGreaterThan(1000)
    const start = process.cpuUsage()
    expect(errorOf(`Genotype(${' #\n'.repeat(3000)}`).code).toBe('syntax')
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(50)
  })
})

describe('formatGenotype', () => {
  it('writes as darts prints', () => {
    const skip = { operation: 'skip_connect', input: 0 } as const
    const cell: CellGenotype = { nodes: [[skip, { ...skip, input: 1 }]], concat: [2] }
    expect(formatGenotype({ normal: cell, reduce: cell })).toBe(
      "Genotype(normal=[('skip_connect', 0), ('skip_connect', 1)], normal_concat=[2], reduce=[('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2])",
    )
  })
})
