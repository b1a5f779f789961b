/**
 * Reads what a forward program leaves on its way: copies are taken between its dispatches, before
 * other tensors take the memory. Nothing is compiled or placed for it, and no bit of the program's own
 * results depends on it.
 */
import type { Gpu } from '../device'
import type { ReadableProgram, Plan } from './compile'
import type { Executor } from './executor'
import type { Dispatch } from './link'
import type { Value } from './lowering/values'
import { accessesOf, channelStride, rangeOf } from './operations'
import type { PlanMemory } from './planMemory'
import type { PendingCopies, StagingRing } from './staging'

/** Some channels of a layer's output, on the first examples of the batch. */
export interface RowsWanted {
  /** The layer, by its name. */
  readonly layer: string
  readonly channels: readonly number[]
  readonly images: number
}

/** Where the parts of one answer lie in what is copied, in floats. */
interface Place {
  readonly wanted: RowsWanted
  readonly value: Value
  readonly rowFloats: number
  readonly rows: number
  readonly coefficients: number
  /** Dispatches after which the tensor is whole. */
  readonly writtenAt: number
}

export class ValueReader {
  private readonly writers = new Map<Value, ReadonlySet<number>>()

  constructor(
    private readonly gpu: Gpu,
    private readonly plan: Plan,
    private readonly memory: PlanMemory,
    private readonly executor: Executor,
    private readonly staging: StagingRing,
  ) {}

  /**
   * Runs a program, or the part of it that a path needs, and reads layers that run in it.
   * @returns for each [images × channels × height × width], as its readers see it: behind batch norm
   * and ReLU
   */
  async run(
    name: ReadableProgram,
    program: readonly Dispatch[],
    wanted: readonly RowsWanted[],
  ): Promise<Float32Array[]> {
    const { places, floats } = this.placesOf(name, program, wanted)
    const copies = this.staging.reserve(4 * floats)
    let done = 0
    for (const place of places.toSorted((a, b) => a.writtenAt - b.writtenAt)) {
      if (place.writtenAt > done) this.executor.run(program.slice(done, place.writtenAt))
      done = Math.max(done, place.writtenAt)
      this.copyRows(copies, place)
    }
    if (done < program.length) this.executor.run(program.slice(done))
    for (const place of places) this.copyCoefficients(copies, place)
    const read = new Float32Array(await copies.read())
    return places.map((place) => seen(read, place))
  }

  private placesOf(
    name: ReadableProgram,
    program: readonly Dispatch[],
    wanted: readonly RowsWanted[],
  ) {
    let floats = 0
    const take = (count: number) => (floats += count) - count
    const places = wanted.map((rows): Place => {
      const value = this.plan.values[name].get(rows.layer)
      if (!value) throw new Error(`The program ${name} leaves no value of ${rows.layer}`)
      const { height, width } = value.tensor.shape
      const rowFloats = rows.images * height * width
      const writers = this.writersOf(value, this.plan.programs[name])
      return {
        wanted: rows,
        value,
        rowFloats,
        rows: take(rows.channels.length * rowFloats),
        coefficients: take(2 * rows.channels.length),
        writtenAt: program.findLastIndex(({ header }) => writers.has(header)) + 1,
      }
    })
    return { places, floats }
  }

  /** The dispatches that write a value's tensor, by their headers, which selection keeps. */
  private writersOf(value: Value, program: readonly Dispatch[]): ReadonlySet<number> {
    const known = this.writers.get(value)
    if (known) return known
    const { root, start, end } = rangeOf(value.tensor)
    const writes = ({ group }: Dispatch) =>
      group
        .flatMap(accessesOf)
        .some((past) => past.writes && past.root === root && past.start < end && start < past.end)
    const found = new Set(program.filter(writes).map(({ header }) => header))
    this.writers.set(value, found)
    return found
  }

  private copyRows(copies: PendingCopies, { wanted, value, rowFloats, rows }: Place): void {
    const { root, start } = rangeOf(value.tensor)
    const stride = channelStride(value.tensor)
    const bytes = 4 * rowFloats
    this.submit((encoder) =>
      wanted.channels.forEach((channel, row) => {
        const offset = 4 * (root.offset + start + channel * stride)
        const source = { from: this.memory.arena, offset, bytes }
        copies.copy(encoder, source, 4 * (rows + row * rowFloats))
      }),
    )
  }

  /** A batch norm leaves them later than its producer leaves the tensor, and nobody else writes there. */
  private copyCoefficients(copies: PendingCopies, { wanted, value, coefficients }: Place): void {
    this.submit((encoder) =>
      wanted.channels.forEach((channel, row) => {
        const offset = 4 * (value.coefficients.offset + 2 * channel)
        const source = { from: this.memory.state, offset, bytes: 8 }
        copies.copy(encoder, source, 4 * (coefficients + 2 * row))
      }),
    )
  }

  private submit(encode: (encoder: GPUCommandEncoder) => void): void {
    const { device } = this.gpu
    const encoder = device.createCommandEncoder()
    encode(encoder)
    device.queue.submit([encoder.finish()])
  }
}

/** A value is stored before its batch norm and ReLU, which every reader applies itself. */
function seen(read: Float32Array, { wanted, value, rowFloats, rows, coefficients }: Place) {
  const { channels, images } = wanted
  const floor = value.relu ? 0 : -Infinity
  const pixels = rowFloats / images
  const output = new Float32Array(channels.length * rowFloats)
  channels.forEach((_, row) => {
    const scale = read[coefficients + 2 * row]!
    const shift = read[coefficients + 2 * row + 1]!
    for (let i = 0; i < rowFloats; i++) {
      const image = Math.floor(i / pixels)
      const stored = read[rows + row * rowFloats + i]!
      const at = (image * channels.length + row) * pixels + (i % pixels)
      output[at] = Math.max(stored * scale + shift, floor)
    }
  })
  return output
}
