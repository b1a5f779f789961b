import type { KernelTime } from './stepProfile'
import type { DartsOrder, PresetName, SearchConfig } from './config'
import type { ComparedRun } from './comparison'
import type { FASHION_MNIST } from './datasets'
import type { Candidate, Evaluation, EvaluationSubject, Usage } from './events'
import type { FidelityConfig, SharedAccuracy } from './fidelity'
import type {
  DeviceDescription,
  Interval,
  LatencyFit,
  LatencyMeasurement,
  LatencyModel,
} from './latency'
import type { Method } from './methods'
import type { Cost, ObjectiveSettings } from './objective'
import type { TestReport, TrainingConfig, TrainingPoint, ValidationPoint } from './training'
import type { YardstickRequest, YardstickScore } from './yardstick'
import type { SpaceName } from '../space/spacePresets'

/**
 * How scripts drive the page. Batch mode and the benchmarks open the very page a visitor sees and call
 * `window.nasPlayground`; what they measure is therefore what a visitor gets.
 */
export interface PageAutomation {
  /**
   * Runs a search to its end, as pressing Run would, and resolves with what was found.
   * Rejects with the run's own error message.
   */
  run(request: BatchRequest, onProgress?: ProgressListener): Promise<BatchResult>
  /** Runs a search to its end, as `run` does, and resolves with what is compared of it. */
  compareRun(request: BatchRequest, onProgress?: ProgressListener): Promise<ComparedRun>
  /** Measures architectures by the yardstick; the GPU stays open for the next ones. */
  measureYardstick(
    request: YardstickRequest,
    onProgress?: ProgressListener,
  ): Promise<readonly YardstickScore[]>
  /** Trains a network from scratch, in a worker of its own. */
  train(request: TrainingRequest, onProgress?: ProgressListener): Promise<TrainedSummary>
  /** Judges a sample of architectures with shared weights, which are trained first. */
  judgeWithSharedWeights(
    config: FidelityConfig,
    onProgress?: ProgressListener,
  ): Promise<readonly SharedAccuracy[]>
  /** Times search steps of engines on the page's adapter, turn by turn, in a worker of its own. */
  benchSteps(
    options: StepBenchOptions,
    onProgress?: ProgressListener,
  ): Promise<readonly StepBenchRow[]>
  /** Times weight steps of the whole supernet and of single paths, turn by turn. */
  benchPaths(
    options: PathBenchOptions,
    onProgress?: ProgressListener,
  ): Promise<readonly PathBenchRow[]>
  /** Measures a space's latencies, and then one of its networks over and over. */
  benchLatency(
    options: LatencyBenchOptions,
    onProgress?: ProgressListener,
  ): Promise<LatencyBenchResult>
  /** Where the time of the compiled engine's step goes, the slowest kernel first. */
  benchKernels(options: KernelBenchOptions): Promise<readonly KernelBenchRow[]>
  /** Shows a recorded run in all views. @param address of its file, on the page's own site */
  showRecording(address: string): Promise<void>
  /** @param asked whether to show a view, by its name; all others are shown */
  showViews(asked: Readonly<Record<string, boolean>>): Promise<void>
  /** Moves the playhead to a snapshot of the run on screen; resolves when the page has redrawn. */
  moveTo(snapshot: number): Promise<void>
}

export interface TrainingRequest {
  readonly config: TrainingConfig
  /** Keeps the trained network in the page under this name, as one trained by hand is kept. */
  readonly keep?: string
}

/** What came of a training, without its weights. */
export interface TrainedSummary {
  /** On test images, 0–1, with its 95 % interval (Wilson). */
  readonly accuracy: number
  readonly interval: readonly [number, number]
  readonly test: Pick<TestReport, 'images' | 'correct' | 'loss' | 'confusion'>
  readonly parameters: number
  readonly macs: number
  readonly best: ValidationPoint | null
  readonly validations: readonly ValidationPoint[]
  /** Of every step, in order. */
  readonly points: readonly TrainingPoint[]
  readonly steps: number
  readonly endedEarly: boolean
  readonly adapter: string
  readonly elapsedMs: number
}

/** What is being done, and the fraction done in 0–1 (null when unknown). */
export type ProgressListener = (task: string, fraction: number | null) => void

/** Starts from the preset's config, or from `config`; the fields given beside it win over both. */
export interface BatchRequest {
  readonly preset: PresetName
  readonly strategy?: Method
  readonly space?: SpaceName
  readonly objective?: ObjectiveSettings
  readonly dataset?: typeof FASHION_MNIST
  /** Takes the data that the page was given before, instead of the preset's. */
  readonly data?: 'brought'
  readonly seed?: number
  readonly budget?: BatchBudget
  /** Measures latencies first, whatever the objective, so that every architecture carries one. */
  readonly measure?: 'latency'
  /** Replaces the preset's config. Read from a file and unchecked: the page validates it. */
  readonly config?: unknown
}

/**
 * How much a search may train: steps of its weights, or training images, which compare between methods
 * whose steps see different numbers of them.
 */
export interface BatchBudget {
  readonly unit: 'steps' | 'images'
  readonly amount: number
}

/** What the search had used when something was known. */
export interface SpentUsage extends Usage {
  /** Running time, set-up, pauses and test evaluations excluded. */
  readonly elapsedMs: number
}

export interface BatchResult {
  readonly strategy: Method
  /** `custom` when a config was given. */
  readonly preset: PresetName | 'custom'
  readonly dataset: string
  readonly seed: number
  /** `custom` for spaces that have no name. */
  readonly space: SpaceName | 'custom'
  readonly objective: ObjectiveSettings
  /** Search steps done: those that trained, and those that only judged. */
  readonly steps: number
  /** The architecture found, as published code writes those of its space. */
  readonly genotype: string
  /** Cross-entropy of every weight step's batch, in order. */
  readonly trainLoss: readonly number[]
  /** Accuracy on test images at the end, 0–1, of what `judged` says. */
  readonly valAccuracy: number
  readonly judged: EvaluationSubject
  /** Of the same test images: how many of each class (row) were taken for which (column). */
  readonly confusion: readonly (readonly number[])[] | null
  /** Share of each class that was taken for what it is, 0–1; null where there was none of it. */
  readonly classAccuracies: readonly (number | null)[] | null
  /** Of the architecture by itself, at the search's own width and depth. */
  readonly cost: Cost
  /** Null where the search knew nothing of latencies. */
  readonly latency: BatchLatency | null
  /** Every architecture that the search judged, in order of birth. */
  readonly candidates: readonly (Candidate & SpentUsage)[]
  /** What was measured on test images, which no method sees. */
  readonly evaluations: readonly (Evaluation & SpentUsage)[]
  readonly usage: SpentUsage & {
    /** From the request to the result, everything included. */
    readonly wallMs: number
  }
  /** Equal for equal bits of the final alphas, or of the weights where a method has no alphas. */
  readonly alphaHash: string
  /** Running time over steps; set-up excluded. */
  readonly msPerStep: number
  readonly dispatchesPerStep: number
  readonly gpuBytes: number
  readonly engine: EngineName
  readonly adapter: string
  /** Opens the page on this result. */
  readonly link: string
  /** What ran; given back as `config`, it runs again. */
  readonly config: SearchConfig
}

/** Latencies of a search, and how far its predictions can be trusted. */
export interface BatchLatency {
  readonly device: DeviceDescription
  /** Of the architecture found, end to end; null where it was not measured. */
  readonly measured: LatencyMeasurement | null
  /** ms; null where the objective has no latency limit. */
  readonly limitMs: number | null
  /** Whether what was measured keeps the limit; null where there is none. */
  readonly keepsLimit: boolean | null
  readonly fit: LatencyFit
  /** Over random architectures that no fit had seen; null where none were measured. */
  readonly validation: {
    readonly networks: number
    readonly spearman: Interval
    readonly spearmanMacs: Interval
    readonly meanError: Interval
  } | null
}

export type EngineName = 'plan' | 'eager'

/**
 * Sizes of the benchmarked supernet, all with 4 nodes and 8 operations a cell:
 * nano is one cell, C 4, batch 8, 28×28×1, for a quick look; micro is C 4, 3 cells, batch 8, 28×28×1; small is C 8, 5 cells, batch 16, 28×28×1;
 * paper is C 16, 8 cells, batch 64, 32×32×3.
 */
export type BenchSize = 'nano' | 'micro' | 'small' | 'paper'

export interface StepBenchOptions {
  readonly config: BenchSize
  readonly order: DartsOrder
  /** And how many steps of each are timed, after one untimed. */
  readonly engines: readonly { readonly engine: EngineName; readonly steps: number }[]
}

export interface StepBenchRow {
  readonly bench: 'step'
  readonly engine: EngineName
  readonly config: BenchSize
  readonly order: DartsOrder
  /** Median over the timed steps; one step is an alpha step and a weight step. */
  readonly msPerStep: number
  /** Fastest and slowest of the timed steps, ms. */
  readonly spread: readonly [fastest: number, slowest: number]
  /** From nothing to the end of the first step: compiling included. */
  readonly firstStepMs: number
  /** GPU dispatches of one step. */
  readonly dispatches: number
  /** Command buffers submitted in one step. */
  readonly submits: number
  /** GPU buffers created during one timed step. */
  readonly buffersCreated: number
  /** Largest number of bytes held on the GPU at once. */
  readonly peakBytes: number
  /** Whether activations are computed twice because they would not fit otherwise. */
  readonly recomputes: boolean
  /** Weights of the supernet. */
  readonly params: number
  readonly adapter: string
}

export interface PathBenchOptions {
  readonly config: BenchSize
  /** Timed steps of each, after one untimed. */
  readonly steps: number
}

export interface PathBenchRow {
  readonly bench: 'path'
  readonly config: BenchSize
  readonly execution: 'mixture' | 'path'
  /** Median over the timed weight steps. */
  readonly msPerStep: number
  readonly spread: readonly [fastest: number, slowest: number]
  /** GPU dispatches of one weight step; along a path, of the last one. */
  readonly dispatches: number
  /** Held on the GPU, the images included. */
  readonly gpuBytes: number
  readonly params: number
  readonly adapter: string
}

export interface KernelBenchOptions {
  readonly config: BenchSize
  /** Times every dispatch is measured; the median counts. */
  readonly repeats: number
}

export interface KernelBenchRow extends KernelTime {
  readonly bench: 'kernels'
  readonly config: BenchSize
  readonly adapter: string
}

export interface LatencyBenchOptions {
  readonly preset: PresetName
  readonly space: SpaceName
  /** Random architectures measured end to end, and which. */
  readonly networks: number
  readonly seed: number
  /** Times that the first of them is measured, each on a device of its own. */
  readonly repeats: number
}

export interface LatencyBenchResult {
  readonly model: LatencyModel
  readonly repeats: readonly LatencyMeasurement[]
  /** ms of the page's thread for predicting one of the networks from the table, mean over all of them. */
  readonly msPerPrediction: number
}

declare global {
  interface Window {
    nasPlayground?: PageAutomation
  }
}
