import { parseArgs } from 'node:util'
import type { EvaluationOptions } from '../src/network/evaluation'
import type { Shape } from '../src/network/network'
import type { Genotype } from '../src/space/cellSpace'
import { parseGenotype } from '../src/space/genotype'
import { GenotypeError } from '../src/space/genotypeError'
import { PUBLISHED, PUBLISHED_NAMES } from '../src/space/published'
import { UsageError, asUsage, integerFlag } from './commandLine'

const CELL_BOUNDS = { least: 1, most: 100 }
const CHANNEL_BOUNDS = { least: 1, most: 1024 }
const CLASS_BOUNDS = { least: 1, most: 100_000 }
const EXTENT_BOUNDS = { least: 1, most: 1024 }

export const DESCRIBE_HELP = `Builds the evaluation network of a genotype and prints its size.

  npm run describe -- --genotype TEXT [flags]

  --genotype TEXT    a genotype as published code prints it, or ${PUBLISHED_NAMES.join(', ')}
  --cells N          cells of the network (default 20)
  --channels N       channels of the first cell (default 36)
  --input HxWxC      one image: height, width, channels (default 32x32x3)
  --classes N        (default 10)
  --json             one JSON object: genotype, params, macs, layers, link
  --help             show this text

Parameters are without an auxiliary head. MACs count convolutions and dense layers for one image;
layers are convolutions, batch norms, poolings, sums and the like. Exit codes: 0 described, 2 wrong flags.
`

export interface DescribeCommand {
  readonly genotype: Genotype
  readonly options: EvaluationOptions
  readonly json: boolean
}

/** Reads the flags of `npm run describe`; `help` when they ask for it. @throws UsageError */
export function parseDescribeArguments(args: readonly string[]): DescribeCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        genotype: { type: 'string' },
        cells: { type: 'string', default: '20' },
        channels: { type: 'string', default: '36' },
        input: { type: 'string', default: '32x32x3' },
        classes: { type: 'string', default: '10' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  return {
    genotype: genotypeFlag(values.genotype),
    options: {
      cells: integerFlag('cells', values.cells, CELL_BOUNDS),
      channels: integerFlag('channels', values.channels, CHANNEL_BOUNDS),
      input: shapeFlag(values.input),
      classes: integerFlag('classes', values.classes, CLASS_BOUNDS),
    },
    json: values.json,
  }
}

function genotypeFlag(text: string | undefined): Genotype {
  if (text === undefined) throw new UsageError('--genotype is missing.')
  const name = PUBLISHED_NAMES.find((candidate) => candidate === text.trim())
  if (name) return PUBLISHED[name]
  try {
    return parseGenotype(text)
  } catch (error) {
    if (!(error instanceof GenotypeError)) throw error
    throw new UsageError(`--genotype, character ${error.position + 1}: ${error.message}.`)
  }
}

function shapeFlag(text: string): Shape {
  const extents = text.split('x')
  if (extents.length !== 3) {
    throw new UsageError(`--input must be HEIGHTxWIDTHxCHANNELS, not “${text}”.`)
  }
  const [height = 0, width = 0, channels = 0] = extents.map((extent) =>
    integerFlag('input', extent, EXTENT_BOUNDS),
  )
  return { height, width, channels }
}
