import type { CellGenotype, Genotype, GenotypeEdge } from './cellSpace'
import { isOperationName } from './operations'

export const PUBLISHED_NAMES = ['DARTS_V1', 'DARTS_V2', 'NASNet', 'AmoebaNet'] as const

export type PublishedName = (typeof PUBLISHED_NAMES)[number]

/** The cells of darts/cnn/genotypes.py. */
export const PUBLISHED: Readonly<Record<PublishedName, Genotype>> = {
  DARTS_V1: {
    normal: cell(
      `
      sep_conv_3x3 1, sep_conv_3x3 0
      skip_connect 0, sep_conv_3x3 1
      skip_connect 0, sep_conv_3x3 1
      sep_conv_3x3 0, skip_connect 2`,
      [2, 3, 4, 5],
    ),
    reduce: cell(
      `
      max_pool_3x3 0, max_pool_3x3 1
      skip_connect 2, max_pool_3x3 0
      max_pool_3x3 0, skip_connect 2
      skip_connect 2, avg_pool_3x3 0`,
      [2, 3, 4, 5],
    ),
  },
  DARTS_V2: {
    normal: cell(
      `
      sep_conv_3x3 0, sep_conv_3x3 1
      sep_conv_3x3 0, sep_conv_3x3 1
      sep_conv_3x3 1, skip_connect 0
      skip_connect 0, dil_conv_3x3 2`,
      [2, 3, 4, 5],
    ),
    reduce: cell(
      `
      max_pool_3x3 0, max_pool_3x3 1
      skip_connect 2, max_pool_3x3 1
      max_pool_3x3 0, skip_connect 2
      skip_connect 2, max_pool_3x3 1`,
      [2, 3, 4, 5],
    ),
  },
  NASNet: {
    normal: cell(
      `
      sep_conv_5x5 1, sep_conv_3x3 0
      sep_conv_5x5 0, sep_conv_3x3 0
      avg_pool_3x3 1, skip_connect 0
      avg_pool_3x3 0, avg_pool_3x3 0
      sep_conv_3x3 1, skip_connect 1`,
      [2, 3, 4, 5, 6],
    ),
    reduce: cell(
      `
      sep_conv_5x5 1, sep_conv_7x7 0
      max_pool_3x3 1, sep_conv_7x7 0
      avg_pool_3x3 1, sep_conv_5x5 0
      skip_connect 3, avg_pool_3x3 2
      sep_conv_3x3 2, max_pool_3x3 1`,
      [4, 5, 6],
    ),
  },
  AmoebaNet: {
    normal: cell(
      `
      avg_pool_3x3 0, max_pool_3x3 1
      sep_conv_3x3 0, sep_conv_5x5 2
      sep_conv_3x3 0, avg_pool_3x3 3
      sep_conv_3x3 1, skip_connect 1
      skip_connect 0, avg_pool_3x3 1`,
      [4, 5, 6],
    ),
    reduce: cell(
      `
      avg_pool_3x3 0, sep_conv_3x3 1
      max_pool_3x3 0, sep_conv_7x7 2
      sep_conv_7x7 0, avg_pool_3x3 1
      max_pool_3x3 0, max_pool_3x3 1
      conv_7x1_1x7 0, sep_conv_3x3 5`,
      [3, 4, 6],
    ),
  },
}

/** One line per node, its edges as "operation input". */
function cell(nodes: string, concat: readonly number[]): CellGenotype {
  return {
    nodes: nodes
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(edge)),
    concat,
  }
}

function edge(text: string): GenotypeEdge {
  const [operation = '', input] = text.trim().split(' ')
  if (!isOperationName(operation)) throw new Error(`Unknown operation ${operation}`)
  return { operation, input: Number(input) }
}
