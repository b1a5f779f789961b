import type { Candidate } from '../run/events'
import type { Cost, CostMeasure } from '../run/objective'
import type { ParetoPoint } from './paretoPoints'

/** Words of all drawings of candidates. Comments give the English. */
export interface CandidateText {
  /** "#12", "mutation of #3", "71.2 %", "0.41 MMAC", "1.2 k parameters": what a candidate is in figures. */
  figures(candidate: Candidate): readonly string[]
  /** Where it comes from, in one word: "sample", "random", "mutation", "crossover", "neighbour". */
  readonly origins: Readonly<Record<Candidate['origin'], string>>
  /** "71.2 %" */
  accuracy(value: number): string
  /** "best so far" */
  readonly best: string
  /** "found" */
  readonly found: string
  /** Table heads. */
  /** Where a latency comes from. */
  readonly sources: Readonly<Record<NonNullable<Cost['latencySource']>, string>>
  readonly columns: {
    readonly id: string
    readonly origin: string
    readonly parents: string
    readonly generation: string
    readonly accuracy: string
    readonly score: string
    readonly macs: string
    readonly parameters: string
    readonly memory: string
    readonly latency: string
    /** Of a latency's range, and where it comes from. */
    readonly low: string
    readonly high: string
    readonly source: string
    readonly step: string
    readonly architecture: string
  }
}

/** Words of the populations, generation by generation. */
export interface LineageText extends CandidateText {
  /** "{title}: {candidates} architectures in {generations} generations. Best: {best}." */
  summary(title: string, candidates: number, generations: number, best: string): string
  /** "generation" */
  readonly generation: string
  /** "in colour: the descent of the best" */
  readonly ancestry: string
  /** "begins at step 300, when the shared weights are trained" */
  readonly waiting: string
}

/** Words of the living population. */
export interface LivesText extends CandidateText {
  /** "{title}: {born} born, {alive} alive, {died} died of age. Best alive: {best}." */
  summary(title: string, born: number, alive: number, died: number, best: string): string
  /** "births" */
  readonly births: string
  /** "alive" and "died" */
  readonly alive: string
  readonly died: string
}

/** Words of candidates over steps. */
export interface ProgressText extends CandidateText {
  /** "{title}: {candidates} architectures judged by step {step}. Best: {best}." */
  summary(title: string, candidates: number, step: number, best: string): string
  readonly step: string
}

/** Words of accuracy against cost. */
export interface ParetoText extends CandidateText {
  /** "{title}, {measure}: {candidates} architectures, {front} of them on the front: {members}." */
  summary(
    title: string,
    measure: string,
    candidates: number,
    front: number,
    members: string,
  ): string
  /** "MACs", "Parameters", "Latency, ms", "Memory". */
  readonly measures: Readonly<Record<CostMeasure, string>>
  /** A cost as the axis has it: "0.41 M", and of latency the number alone. */
  cost(measure: CostMeasure, value: number): string
  /** A cost with its unit: "0.41 MMAC", "2.40 ms". */
  amount(measure: CostMeasure, value: number): string
  /** A point in figures, its accuracy and this cost first, each with how sure it is. */
  pointFigures(point: ParetoPoint, measure: CostMeasure): readonly string[]
  /** "line: nothing is cheaper and as accurate" */
  readonly front: string
  /** "predicted" and "measured on this device", of latencies. */
  readonly predicted: string
  readonly measured: string
  /** "whiskers: 95 % of accuracy", and of latencies their quartiles. */
  whiskers(measure: CostMeasure): string
  /** "Budget: {measure}" */
  budgetLabel(measure: string): string
  /** "budget 2.40 ms", on its line. */
  budget(value: string): string
  /** "drag to set a budget" */
  readonly noBudget: string
  /** "this run: 2.40 ms" */
  ran(value: string): string
  /** Table heads: "at least", "at most", "latency is", "on the front". */
  readonly heads: {
    readonly low: string
    readonly high: string
    readonly source: string
    readonly onFront: string
  }
}

/** Words of the hypervolume over steps. */
export interface HypervolumeText {
  readonly step: string
  /** "{title}: {value} at step {step}, measured from {reference}." */
  summary(title: string, value: string, step: number, reference: string): string
  /** "measured from {reference}" */
  reference(reference: string): string
  /** Table head: "hypervolume". */
  readonly value: string
}

/** How likely an architecture is. */
export interface SampleFigures {
  /** Of all its options together. */
  readonly probability: string
  /** As a multiple of the probability if nothing were preferred. */
  readonly ratio: string
}

/** Words of the decision tape. */
export interface TapeText {
  /** "{title}: {decisions} decisions. Most certain: {leaders}. Latest sample: {sample}." */
  summary(title: string, decisions: number, leaders: string, sample: string): string
  /** A part read aloud: "{decision}: {option} {probability}" plus ", drawn". */
  option(decision: string, option: string, probability: string, drawn: boolean): string
  /** What decisions are called in the drawing: "in", "op", "skip", "width". */
  readonly kinds: Readonly<Record<'inputs' | 'operation' | 'skip' | 'width', string>>
  /** "normal cell", "reduction cell", "node 1", "layer 3", "stage 2": of path-like names. */
  readonly groups: Readonly<Record<'normal' | 'reduce' | 'node' | 'layer' | 'stages', string>>
  /** "uniform" */
  readonly uniform: string
  /** "no skip" */
  readonly none: string
  /** "latest architecture drawn: {accuracy}", and how likely it is, where that is known. */
  latest(accuracy: string, likely: SampleFigures | null): string
  /** "reward" and "baseline" */
  readonly reward: string
  readonly baseline: string
  /** "before the first update" */
  readonly before: string
  /** Table heads: "decision", "option", "probability", "drawn". */
  readonly columns: {
    readonly decision: string
    readonly option: string
    readonly probability: string
    readonly drawn: string
  }
}

/** Words of what a policy learnt, over steps. */
export interface PolicyText {
  readonly step: string
  readonly reward: string
  readonly baseline: string
  readonly entropy: string
  /** "most: {value}", at the entropy of a uniform policy. */
  uniform(value: string): string
  /** "{title}: over {steps} steps, {series}." */
  summary(title: string, steps: number, series: string): string
}
