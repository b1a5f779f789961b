/** Names as published; the order of `DARTS_OPERATIONS` is that of darts/cnn/genotypes.py. */
export const DARTS_OPERATIONS = [
  'none',
  'max_pool_3x3',
  'avg_pool_3x3',
  'skip_connect',
  'sep_conv_3x3',
  'sep_conv_5x5',
  'dil_conv_3x3',
  'dil_conv_5x5',
] as const

/** Operations that other cells have, though DARTS does not search them. */
const EXTRA_OPERATIONS = [
  'sep_conv_7x7',
  'conv_7x1_1x7',
  'conv_3x1_1x3',
  'nor_conv_1x1',
  'nor_conv_3x3',
  'max_pool_5x5',
  'max_pool_7x7',
] as const

export const OPERATIONS = [...DARTS_OPERATIONS, ...EXTRA_OPERATIONS] as const

export type OperationName = (typeof OPERATIONS)[number]

/** The thirteen of NASNet (Zoph et al. 2018, section 3.1), in the order of `OPERATIONS`. */
export const NASNET_OPERATIONS = [
  'max_pool_3x3',
  'avg_pool_3x3',
  'skip_connect',
  'sep_conv_3x3',
  'sep_conv_5x5',
  'dil_conv_3x3',
  'sep_conv_7x7',
  'conv_7x1_1x7',
  'conv_3x1_1x3',
  'nor_conv_1x1',
  'nor_conv_3x3',
  'max_pool_5x5',
  'max_pool_7x7',
] as const satisfies readonly OperationName[]

/** `crossed` is a row of the window after a column of it. */
export type OperationFamily =
  'none' | 'pool' | 'skip' | 'separable' | 'dilated' | 'convolution' | 'crossed'

export interface OperationInfo {
  readonly name: OperationName
  readonly family: OperationFamily
  /** Square extent; 0 where the operation has no window. */
  readonly kernel: number
}

export const OPERATION_INFO: Readonly<Record<OperationName, OperationInfo>> = {
  none: { name: 'none', family: 'none', kernel: 0 },
  max_pool_3x3: { name: 'max_pool_3x3', family: 'pool', kernel: 3 },
  avg_pool_3x3: { name: 'avg_pool_3x3', family: 'pool', kernel: 3 },
  skip_connect: { name: 'skip_connect', family: 'skip', kernel: 0 },
  sep_conv_3x3: { name: 'sep_conv_3x3', family: 'separable', kernel: 3 },
  sep_conv_5x5: { name: 'sep_conv_5x5', family: 'separable', kernel: 5 },
  sep_conv_7x7: { name: 'sep_conv_7x7', family: 'separable', kernel: 7 },
  dil_conv_3x3: { name: 'dil_conv_3x3', family: 'dilated', kernel: 3 },
  dil_conv_5x5: { name: 'dil_conv_5x5', family: 'dilated', kernel: 5 },
  conv_7x1_1x7: { name: 'conv_7x1_1x7', family: 'crossed', kernel: 7 },
  conv_3x1_1x3: { name: 'conv_3x1_1x3', family: 'crossed', kernel: 3 },
  nor_conv_1x1: { name: 'nor_conv_1x1', family: 'convolution', kernel: 1 },
  nor_conv_3x3: { name: 'nor_conv_3x3', family: 'convolution', kernel: 3 },
  max_pool_5x5: { name: 'max_pool_5x5', family: 'pool', kernel: 5 },
  max_pool_7x7: { name: 'max_pool_7x7', family: 'pool', kernel: 7 },
}

export function isOperationName(text: string): text is OperationName {
  return (OPERATIONS as readonly string[]).includes(text)
}
