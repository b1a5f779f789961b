import type { SearchSpace } from './searchSpace'
import { SPACE_PRESETS } from './spacePresets'

/** An architecture that is not a pair of DARTS cells, as its authors print it, in the space it was found in. */
export interface PublishedArchitecture {
  readonly space: SearchSpace
  readonly text: string
}

const { published: micro } = SPACE_PRESETS['enas-micro']
const { published: macro } = SPACE_PRESETS['enas-macro']

/** enas/scripts/cifar10_macro_final.sh; each line is a layer. */
const ENAS_MACRO_ARC = `
0
3 0
0 1 0
2 0 0 1
2 0 0 0 0
3 1 1 0 1 0
2 0 0 0 0 0 1
2 0 1 1 0 1 1 1
1 0 1 1 1 0 1 0 1
0 0 0 0 0 0 0 0 0 0
2 0 0 0 0 0 1 0 0 0 0
0 1 0 0 1 1 0 0 0 0 1 1
2 0 1 0 0 0 0 0 1 0 1 1 0
1 0 0 1 0 0 0 1 1 1 0 1 0 1
0 1 1 0 1 0 1 0 0 0 0 0 1 0 0
2 0 0 1 0 0 0 0 0 0 0 1 0 1 0 1
2 0 1 0 0 0 1 0 0 1 1 1 1 0 0 1 0
2 0 0 0 0 1 0 1 0 1 0 0 1 0 1 0 0 1
3 0 1 1 0 1 0 0 0 0 0 1 0 1 0 1 0 0 0
3 0 1 1 0 0 0 0 0 0 0 0 0 1 1 0 0 0 0 1
0 1 0 0 1 0 1 1 0 0 0 1 0 0 0 0 0 1 1 0 0
3 0 1 0 1 1 0 0 1 0 1 1 0 1 1 0 1 0 0 1 0 0
0 1 0 1 0 1 0 0 0 0 0 0 0 0 1 0 1 0 0 1 0 0 0
0 1 1 0 0 0 1 1 1 0 1 0 0 0 1 0 1 0 0 1 1 0 0 0`.trim()

export const PUBLISHED_ARCHITECTURES = {
  /** enas/scripts/cifar10_micro_final.sh. */
  'ENAS micro': {
    space: micro,
    text: `0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1
1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1`,
  },
  'ENAS macro': {
    space: macro.kind === 'enas-macro' ? { ...macro, layers: 24 } : macro,
    text: ENAS_MACRO_ARC,
  },
  /** The best of all on CIFAR-10 (NATS-Bench, Dong et al. 2021: the topology of its size space). */
  'NAS-Bench-201': {
    space: SPACE_PRESETS['nas-bench-201'].published,
    text: '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|',
  },
  /** SinglePathOneShot, README: 25.6 % top-1 error at 323 M. */
  SPOS: {
    space: SPACE_PRESETS.spos.published,
    text: '[2, 1, 0, 1, 2, 0, 2, 0, 2, 0, 2, 3, 0, 0, 0, 0, 3, 2, 3, 3]',
  },
} as const satisfies Readonly<Record<string, PublishedArchitecture>>
