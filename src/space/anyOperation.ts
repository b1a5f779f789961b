import { CHAIN_BLOCKS, type ChainBlock } from './chainSpace'
import { ENAS_MACRO_OPERATIONS, type EnasMacroOperation } from './enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS, type NasBench201Operation } from './nasBench201Space'
import { OPERATIONS, type OperationName } from './operations'

/** An operation or block of any space. */
export type AnyOperation = OperationName | EnasMacroOperation | NasBench201Operation | ChainBlock

export const ANY_OPERATIONS: readonly AnyOperation[] = [
  ...new Set<AnyOperation>([
    ...OPERATIONS,
    ...ENAS_MACRO_OPERATIONS,
    ...NAS_BENCH_201_OPERATIONS,
    ...CHAIN_BLOCKS,
  ]),
]

const NAMES: ReadonlySet<string> = new Set(ANY_OPERATIONS)

export function isAnyOperation(name: string): name is AnyOperation {
  return NAMES.has(name)
}
