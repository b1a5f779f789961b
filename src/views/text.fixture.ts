import { OPERATIONS, type OperationName } from '../space/operations'
import type {
  AlphaHeatmapText,
  AlphaTrajectoriesText,
  CellGraphText,
  CurvesText,
  DerivationText,
  KernelBarsText,
  TimelineText,
} from './text'

/** English words for tests of the drawings. */
export const operationNames = Object.fromEntries(
  OPERATIONS.map((name) => [name, `<${name}>`]),
) as Record<OperationName, string>

export const cellText: CellGraphText = {
  operations: operationNames,
  summary: (title, nodes, edges) => `${title}: ${nodes} nodes. ${edges.join('; ')}.`,
  hintMixed: 'strand width is the gate',
  hintFixed: 'each node adds its inputs',
  derived: 'derived',
  forced: 'forced',
  columns: { edge: 'edge', operation: 'operation', gate: 'gate', derived: 'derived' },
}

export const heatmapText: AlphaHeatmapText = {
  summary: (title, edges, count, uniform, strongest) =>
    `${title}: ${edges} edges, ${count} operations, uniform ${uniform}, strongest ${strongest}`,
  cell: (edge, operation, gate, ratio, derived) =>
    `${edge} ${operation} ${gate} ${ratio}${derived ? ' derived' : ''}`,
  value: (gate, precise = false) => gate.toFixed(precise ? 4 : 3),
  avoided: 'avoided',
  uniform: 'uniform',
  preferred: 'preferred',
  derived: 'derived',
  row: 'edge',
}

export const trajectoriesText: AlphaTrajectoriesText = {
  operations: operationNames,
  summary: (title, steps, leaders) => `${title}: ${steps} steps, ${leaders}`,
  step: 'step',
  gate: 'gate',
  uniform: 'uniform',
}

export const curvesText: CurvesText = {
  loss: 'Loss (nats)',
  accuracy: 'Accuracy',
  train: 'training',
  valid: 'validation',
  evaluation: 'held-out',
  subject: 'of',
  subjects: { supernet: 'supernet', 'shared-weights': 'shared', 'own-weights': 'own' },
  judging: 'shaded: judging',
  step: 'step',
  smoothed: (window) => `mean of the last ${window} steps`,
  chance: 'chance',
  summary: (metric, steps, first, last, valid) =>
    `${metric}: ${steps} steps, ${first} to ${last}, validation ${valid}`,
}

export const kernelBarsText: KernelBarsText = {
  summary: (title, count, total, leaders) => `${title}: ${count} kernels, ${total} ms, ${leaders}`,
  columns: {
    kernel: 'kernel',
    dispatches: 'dispatches',
    time: 'ms',
    share: 'share',
    gflops: 'GFLOP/s',
    gigabytes: 'GB/s',
  },
  total: 'all kernels',
}

export const timelineText: TimelineText = {
  label: 'Timeline',
  play: 'Play',
  pause: 'Pause',
  step: 'step',
  live: 'live',
  recording: 'recording',
  value: (step, total, elapsed) => `step ${step} of ${total}, ${elapsed}`,
  change: (step, count) => `step ${step}: ${count} edges changed`,
}

export const derivationText: DerivationText = {
  rule: 'Each node keeps its two strongest edges.',
  edge: 'edge',
  operation: 'operation',
  gate: 'gate',
  rank: 'rank',
  verdict: 'verdict',
  node: (name) => `Node ${name}`.trim(),
  verdicts: {
    'kept-forced': () => 'kept, forced',
    'kept-unopposed': () => 'kept, unopposed',
    'kept-stronger': (margin) => `kept, ahead by ${margin}`,
    'kept-by-tie': () => 'kept by tie',
    'dropped-weaker': (margin) => `left out, behind by ${margin}`,
    'dropped-by-tie': () => 'left out by tie',
  },
}
