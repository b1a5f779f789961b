import type {
  CandidateText,
  HypervolumeText,
  LineageText,
  LivesText,
  ParetoText,
  ProgressText,
  TapeText,
} from './methodText'

/** English words for tests of the drawings of methods. */
const candidateText: CandidateText = {
  figures: ({ id, origin, accuracy }) => [`#${id} ${origin}`, `${(100 * accuracy).toFixed(1)} %`],
  origins: {
    sample: 'sample',
    random: 'random',
    mutation: 'mutation',
    crossover: 'crossover',
    neighbour: 'neighbour',
  },
  accuracy: (value) => `${(100 * value).toFixed(1)} %`,
  best: 'best so far',
  found: 'found',
  sources: { predicted: 'predicted', measured: 'measured' },
  columns: {
    id: 'number',
    origin: 'origin',
    parents: 'parents',
    generation: 'generation',
    accuracy: 'accuracy',
    score: 'score',
    macs: 'MACs',
    parameters: 'parameters',
    memory: 'memory',
    latency: 'latency',
    low: 'low',
    high: 'high',
    source: 'source',
    step: 'step',
    architecture: 'architecture',
  },
}

export const lineageText: LineageText = {
  ...candidateText,
  summary: (title, candidates, generations, best) =>
    `${title}: ${candidates} in ${generations}, best ${best}`,
  generation: 'generation',
  ancestry: 'its descent',
  waiting: 'later',
}

export const livesText: LivesText = {
  ...candidateText,
  summary: (title, born, alive, died, best) =>
    `${title}: ${born} born, ${alive} alive, ${died} died, best ${best}`,
  births: 'born',
  alive: 'alive',
  died: 'died',
}

export const progressText: ProgressText = {
  ...candidateText,
  summary: (title, candidates, step, best) => `${title}: ${candidates} by ${step}, best ${best}`,
  step: 'step',
}

export const paretoText: ParetoText = {
  ...candidateText,
  summary: (title, measure, candidates, front, members) =>
    `${title}, ${measure}: ${candidates}, ${front} on the front: ${members}`,
  measures: { macs: 'MACs', parameters: 'parameters', latency: 'latency', memory: 'memory' },
  cost: (_, value) => String(value),
  amount: (measure, value) => `${value} of ${measure}`,
  pointFigures: ({ candidate }) => candidateText.figures(candidate),
  front: 'front',
  predicted: 'predicted',
  measured: 'measured',
  whiskers: () => 'whiskers',
  budgetLabel: (measure) => `budget of ${measure}`,
  budget: (value) => `budget ${value}`,
  noBudget: 'no budget',
  ran: (value) => `ran with ${value}`,
  heads: { low: 'low', high: 'high', source: 'source', onFront: 'on the front' },
}

export const hypervolumeText: HypervolumeText = {
  step: 'step',
  summary: (title, value, step, reference) => `${title}: ${value} by ${step} from ${reference}`,
  reference: (reference) => `from ${reference}`,
  value: 'hypervolume',
}

export const tapeText: TapeText = {
  summary: (title, decisions, leaders, sample) =>
    `${title}: ${decisions} decisions; ${leaders}; ${sample}`,
  option: (decision, option, probability, drawn) =>
    `${decision}: ${option} ${probability}${drawn ? ' drawn' : ''}`,
  kinds: { inputs: 'in', operation: 'op', skip: 'skip', width: 'width' },
  groups: { normal: 'normal', reduce: 'reduce', node: 'node', layer: 'layer', stages: 'stage' },
  uniform: 'uniform',
  none: 'no',
  latest: (accuracy, likely) =>
    `latest ${accuracy}${likely ? `, ${likely.probability}, ${likely.ratio} × uniform` : ''}`,
  reward: 'reward',
  baseline: 'baseline',
  before: 'before the first update',
  columns: { decision: 'decision', option: 'option', probability: 'probability', drawn: 'drawn' },
}
