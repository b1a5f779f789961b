import { ANY_OPERATIONS, type AnyOperation } from '../space/anyOperation'
import type { ArchitectureText } from './architectureText'

/** Operations under their own names. */
export const architectureText: ArchitectureText = {
  operations: Object.fromEntries(ANY_OPERATIONS.map((name) => [name, name])) as Record<
    AnyOperation,
    string
  >,
  summary: (title, parts) => `${title}: ${parts.join('; ')}.`,
  concat: 'concat',
  input: 'in',
  output: 'out',
  skips: (layers) => `plus the inputs of layers ${layers}`,
  columns: {
    node: 'Node',
    edge: 'Edge',
    layer: 'Layer',
    stage: 'Stage',
    block: 'Block',
    input: 'Input',
    operation: 'Operation',
    skips: 'Skips from',
    width: 'Width',
  },
}
