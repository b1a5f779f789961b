import type { AnyOperation } from '../space/anyOperation'

/** How an operation looks everywhere: editor, cell, heatmap, trajectories, tables. */
export interface OperationStyle {
  /** CSS colour, a theme variable. */
  readonly color: string
  /** Short name, the same in every language. */
  readonly short: string
  /** Drawn as an outline: average pooling beside filled max pooling. */
  readonly hollow: boolean
}

export const OPERATION_STYLE: Readonly<Record<AnyOperation, OperationStyle>> = {
  none: { color: 'var(--op-none)', short: 'none', hollow: false },
  max_pool_3x3: { color: 'var(--op-max-pool-3x3)', short: 'max 3×3', hollow: false },
  avg_pool_3x3: { color: 'var(--op-avg-pool-3x3)', short: 'avg 3×3', hollow: true },
  skip_connect: { color: 'var(--op-skip-connect)', short: 'skip', hollow: false },
  sep_conv_3x3: { color: 'var(--op-sep-conv-3x3)', short: 'sep 3×3', hollow: false },
  sep_conv_5x5: { color: 'var(--op-sep-conv-5x5)', short: 'sep 5×5', hollow: false },
  dil_conv_3x3: { color: 'var(--op-dil-conv-3x3)', short: 'dil 3×3', hollow: false },
  dil_conv_5x5: { color: 'var(--op-dil-conv-5x5)', short: 'dil 5×5', hollow: false },
  sep_conv_7x7: { color: 'var(--op-sep-conv-7x7)', short: 'sep 7×7', hollow: false },
  conv_7x1_1x7: { color: 'var(--op-conv-7x1-1x7)', short: '7×1 1×7', hollow: false },
  conv_3x1_1x3: { color: 'var(--op-conv-3x1-1x3)', short: '3×1 1×3', hollow: false },
  max_pool_5x5: { color: 'var(--op-max-pool-5x5)', short: 'max 5×5', hollow: false },
  max_pool_7x7: { color: 'var(--op-max-pool-7x7)', short: 'max 7×7', hollow: false },
  nor_conv_1x1: { color: 'var(--op-conv-1x1)', short: 'conv 1×1', hollow: false },
  nor_conv_3x3: { color: 'var(--op-conv-3x3)', short: 'conv 3×3', hollow: false },
  conv_3x3: { color: 'var(--op-conv-3x3)', short: 'conv 3×3', hollow: false },
  conv_5x5: { color: 'var(--op-conv-5x5)', short: 'conv 5×5', hollow: false },
  shuffle_3x3: { color: 'var(--op-shuffle-3x3)', short: 'shuffle 3', hollow: false },
  shuffle_5x5: { color: 'var(--op-shuffle-5x5)', short: 'shuffle 5', hollow: false },
  shuffle_7x7: { color: 'var(--op-shuffle-7x7)', short: 'shuffle 7', hollow: false },
  xception_3x3: { color: 'var(--op-xception-3x3)', short: 'xception', hollow: false },
  mbconv_3_3: { color: 'var(--op-mbconv-3-3)', short: 'MB 3 ×3', hollow: true },
  mbconv_3_6: { color: 'var(--op-mbconv-3-6)', short: 'MB 3 ×6', hollow: false },
  mbconv_5_3: { color: 'var(--op-mbconv-5-3)', short: 'MB 5 ×3', hollow: true },
  mbconv_5_6: { color: 'var(--op-mbconv-5-6)', short: 'MB 5 ×6', hollow: false },
  mbconv_7_3: { color: 'var(--op-mbconv-7-3)', short: 'MB 7 ×3', hollow: true },
  mbconv_7_6: { color: 'var(--op-mbconv-7-6)', short: 'MB 7 ×6', hollow: false },
}

/** Name of a cell state in running text: the two inputs, then nodes from 0. */
export function stateName(state: number): string {
  if (state === 0) return 'cₖ₋₂'
  if (state === 1) return 'cₖ₋₁'
  return String(state - 2)
}

/** "c_{k−1} → 2" in running text. */
export function edgeName(from: number, to: number): string {
  return `${stateName(from)} → ${stateName(to)}`
}
