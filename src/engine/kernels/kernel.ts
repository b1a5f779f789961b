/**
 * What a kernel is: WGSL for one kind of work, applied to any number of jobs in one dispatch.
 *
 * Sizes live in a uniform header shared by the jobs of a dispatch, offsets in a table of job words;
 * so one pipeline serves every shape, and branches of equal shape share a dispatch.
 *
 * Memory, for every kernel: activations and gradients in `arena`, channel-major
 * (`x[channel][example][row][column]`, each channel's run padded to a multiple of four floats, a
 * "row vector" count of vec4); weights, statistics, gates and partial sums in `state`, scalars.
 */

/** How a job word is used. References are turned into offsets when memory is planned. */
export type FieldRole =
  /** A plain number. */
  | 'value'
  /** Offset of memory that the kernel reads. */
  | 'reads'
  /** Offset of memory that the kernel overwrites. */
  | 'writes'
  /** Offset of memory that the kernel reads and writes. */
  | 'updates'

export interface Kernel {
  /** Unique; names the pipeline in profiles and caches it. */
  readonly id: string
  readonly arena: 'scalar' | 'vec4'
  /** u32 fields equal for all jobs of a dispatch. */
  readonly header: readonly string[]
  readonly job: Readonly<Record<string, FieldRole>>
  /** Where the job carries a list: the role of each word of an entry, in order. */
  readonly list?: Readonly<Record<string, FieldRole>>
  /** Multiply-accumulates of one job, for profiles; absent where memory is all that matters. */
  readonly macs?: (header: Readonly<Record<string, number>>) => number
  /** WGSL that defines `fn run(job: Job, id: u32)`, called once for every invocation of a job. */
  readonly body: () => string
}

export const WORKGROUP_SIZE = 64

/** A job word that refers to nothing. */
export const NONE = 0xffffffff

export const STEP_WORDS = 10

/** Layout of the `step` buffer: what changes from step to step, then the batch's example indices. */
export const STEP_FIELDS = {
  /** Valid examples in the batch. */
  count: 0,
  /** Key of this batch's augmentation stream; 0 turns augmentation off. */
  augmentationKey: 1,
  /** f32 bits. */
  learningRate: 2,
  /** f32 bits: 1 − β₁ᵗ. */
  firstCorrection: 3,
  /** f32 bits: 1 − β₂ᵗ. */
  secondCorrection: 4,
  /** Byte of the dataset buffer at which the labels begin. */
  labelBytes: 5,
  /**
   * f32 bits: share of what is new in a running mean: of the batch in running statistics that are
   * taken anew; of weights and statistics in the mean that is kept of them.
   */
  meanShare: 6,
  /** Key of this step's stream of dropped paths. */
  dropPathKey: 7,
  /** f32 bits: probability that a path is kept. */
  keepProbability: 8,
  /** f32 bits: what a path that is kept is multiplied by. */
  keepFactor: 9,
} as const

export function kernelCode(kernel: Kernel): string {
  const jobFields = [
    ...Object.keys(kernel.job),
    ...(kernel.list ? ['listStart', 'listLength'] : []),
  ]
  const headerFields = ['firstWord', 'jobs', ...kernel.header]
  const element = kernel.arena === 'vec4' ? 'vec4f' : 'f32'
  return `
struct Header { ${headerFields.map((name) => `${name}: u32,`).join(' ')} }
struct Job { ${jobFields.map((name) => `${name}: u32,`).join(' ')} }
@group(0) @binding(0) var<uniform> header: Header;
@group(0) @binding(1) var<storage, read_write> arena: array<${element}>;
@group(0) @binding(2) var<storage, read_write> state: array<f32>;
@group(0) @binding(3) var<storage, read> words: array<u32>;
@group(0) @binding(4) var<storage, read> dataset: array<u32>;
@group(0) @binding(5) var<storage, read> step: array<u32>;
const NONE = ${NONE}u;
${kernel.body()}
@compute @workgroup_size(${WORKGROUP_SIZE})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let first = header.firstWord + id.y * ${jobFields.length}u;
  run(Job(${jobFields.map((_, index) => `words[first + ${index}u]`).join(', ')}), id.x);
}`
}

/** Number of u32 words of a job in the job table. */
export function jobWords(kernel: Kernel): number {
  return Object.keys(kernel.job).length + (kernel.list ? 2 : 0)
}

const floatView = new Float32Array(1)
const bitsView = new Uint32Array(floatView.buffer)

/** The bits of a number as f32, for headers and job words read with `bitcast<f32>`. */
export function floatBits(value: number): number {
  floatView[0] = value
  return bitsView[0]!
}

/** Writes `text(0) text(1) … text(count − 1)`, one a line: unrolled loops in WGSL. */
export function repeat(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('\n')
}
