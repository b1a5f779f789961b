import type { Genotype } from '../space/cellSpace'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'

/** Height × width × channels; as src/network has it. */
interface TensorShape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** What times are taken with: the GPU's own timestamps, or the clock around synchronised repeats. */
export type LatencyTimer = 'timestamps' | 'clock'

/** What must be said beside a number. */
export type LatencyWarning =
  /** The timer's tick is more than a tenth of what was timed in one go. */
  | 'coarse-timer'
  /** Batches differ by more than a tenth (quartile spread over median). */
  | 'unsteady'
  /** Later batches are slower than earlier ones beyond chance: the device heats up or is shared. */
  | 'throttled'

/**
 * A time that was measured, in ms for one inference of one image: the median of batches, each of which
 * repeats the same work often enough for the timer.
 */
export interface LatencyMeasurement {
  readonly medianMs: number
  /** Quartiles of the batches. */
  readonly lowMs: number
  readonly highMs: number
  /** Batches that count, and batches left out as outliers. */
  readonly batches: number
  readonly outliers: number
  /** Inferences in each batch. */
  readonly repeats: number
  readonly timer: LatencyTimer
  readonly warnings: readonly LatencyWarning[]
}

/** Where inference runs: the compiled engine, or TensorFlow.js on one of its backends. */
export type LatencyBackend = 'plan' | 'tfjs-webgpu' | 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu'

/** A short name of the device something was measured on; travels in links and files. */
export interface DeviceDescription {
  /** For example "Apple M3" or "SwiftShader (software)". */
  readonly adapter: string
  readonly software: boolean
}

/** One (operation, shape, stride) that architectures of a space are made of. */
export interface LatencyRow {
  /** Equal for equal work: layers, shapes and strides, not places. */
  readonly key: string
  /** The field's name (`sep_conv_3x3`), or that of a fixed part (`stem`, `preprocess`, `add`, ...). */
  readonly operation: string
  /** Whether a decision of the space chooses it; fixed parts are in every architecture. */
  readonly chosen: boolean
  readonly input: TensorShape
  readonly output: TensorShape
  readonly stride: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
  readonly parameters: number
  /** How often a random architecture of the space has it, on average. */
  readonly frequency: number
  /** Null until it has been measured. */
  readonly latency: LatencyMeasurement | null
}

/** Latency of every operation of a space on one device. */
export interface LatencyTable {
  readonly version: 1
  readonly device: DeviceDescription
  /** ISO 8601. */
  readonly measuredAt: string
  readonly space: SearchSpace
  readonly input: TensorShape
  readonly classes: number
  readonly rows: readonly LatencyRow[]
}

/**
 * Latency of a network from the table: `offsetMs + slope · Σ rows + perDispatchMs · dispatches`. Sums
 * of operations leave out what a whole network shares and hides, and that equal operations run in one
 * dispatch, so all three are fitted to whole networks measured on the device.
 */
export interface LatencyFit {
  readonly offsetMs: number
  readonly slope: number
  readonly perDispatchMs: number
}

/** An architecture measured end to end, beside what was expected of it before. */
export interface LatencyTrial {
  /** As published code writes it. */
  readonly text: string
  readonly macs: number
  readonly parameters: number
  /** Σ rows of the table, ms. */
  readonly tableMs: number
  /** By a fit that did not see this architecture. */
  readonly predictedMs: number
  /** By the learned predictor, which did not see this architecture either. */
  readonly learnedMs: number
  readonly measured: LatencyMeasurement
}

/** An estimate with its 95 % bootstrap interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** How far predictions can be trusted, over random architectures. */
export interface LatencyValidation {
  readonly trials: readonly LatencyTrial[]
  /** Rank correlation of measured latency with predicted, learned, and MACs. */
  readonly spearman: Interval
  readonly spearmanLearned: Interval
  readonly spearmanMacs: Interval
  /** Mean of |predicted − measured| / measured. */
  readonly meanError: Interval
  readonly meanErrorLearned: Interval
  /** Whether a first measurement predicted so poorly that it was taken anew. */
  readonly remeasured?: boolean
}

/** What predicts the latency of any architecture of a space on a device; plain JSON. */
export interface LatencyModel {
  readonly table: LatencyTable
  readonly fit: LatencyFit
  /** Null where nothing was measured end to end: the fit is then (0, 1, 0), and is said to be unchecked. */
  readonly validation: LatencyValidation | null
}

/** A latency as it is shown and as objectives take it, never without where it comes from. */
export interface LatencyEstimate {
  readonly ms: number
  /** Quartiles of batches where measured; the middle half of known errors where predicted. */
  readonly lowMs: number
  readonly highMs: number
  readonly source: 'predicted' | 'measured'
}

/** What a device is and can do, as far as measured. */
export interface DeviceProfile {
  readonly version: 1
  readonly device: DeviceDescription
  readonly vendor: string
  readonly architecture: string
  readonly measuredAt: string
  readonly features: readonly string[]
  readonly limits: Readonly<Record<string, number>>
  readonly timer: {
    readonly kind: LatencyTimer
    /** ms between two readings that differ. */
    readonly tickMs: number
  }
  /** One empty dispatch within a pass, and one submit with its answer, ms. */
  readonly dispatch: LatencyMeasurement
  readonly submit: LatencyMeasurement
  /** 10⁹ floating-point operations a second at most (a multiply-add is two). */
  readonly gflops: ThroughputMeasurement
  /** 10⁹ bytes a second copied, reads and writes both counted. */
  readonly gigabytes: ThroughputMeasurement
  /** Standard deviation over mean of one fixed workload's batches; 0.05 is 5 %. */
  readonly coefficientOfVariation: number
  readonly warnings: readonly LatencyWarning[]
}

export interface ThroughputMeasurement {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** What a measurement in the making tells. */
export type LatencyNews =
  | { readonly type: 'progress'; readonly task: LatencyTask; readonly fraction: number }
  | { readonly type: 'profile'; readonly profile: DeviceProfile }
  /** The table so far; rows are measured the likeliest first. */
  | { readonly type: 'table'; readonly table: LatencyTable }
  | { readonly type: 'model'; readonly model: LatencyModel }

export type LatencyTask = 'profile' | 'table' | 'networks' | 'architecture'

/** One architecture timed end to end on one backend; `problem` says why it does not run there. */
export interface ArchitectureLatency {
  readonly backend: LatencyBackend
  readonly device: DeviceDescription
  readonly latency: LatencyMeasurement | null
  readonly problem: string | null
}

/** Asks for a model of a space: the table, and `networks` random architectures measured end to end. */
export interface LatencyRequest {
  readonly space: SearchSpace
  readonly input: TensorShape
  readonly classes: number
  readonly networks: number
  /** Which random architectures. */
  readonly seed: number
  /** Measured earlier on this device; its rows are taken over where the keys are equal. */
  readonly known: LatencyTable | null
}

/** An architecture by its choices in a space, or as a pair of cells built out to some size. */
export type ArchitectureSource =
  | { readonly kind: 'choices'; readonly space: SearchSpace; readonly choices: Choices }
  | {
      readonly kind: 'genotype'
      readonly genotype: Genotype
      readonly cells: number
      readonly channels: number
    }

/** Asks for one architecture to be timed end to end. */
export interface ArchitectureLatencyRequest {
  readonly architecture: ArchitectureSource
  readonly input: TensorShape
  readonly classes: number
  readonly backends: readonly LatencyBackend[]
}
