import type { LatencyTimer } from '../run/latency'
import { readMapped, type Gpu } from './device'
import { FIRST_SUBMIT_DISPATCHES, SUBMIT_MS } from './submits'

const MOST_DISPATCHES = 16_384
/** A submit may be this many times as long as the one before, which may have been too short to tell. */
const GROWTH = 8

/** More than any GPU runs within one tick of its timestamps. */
const CANNOT_BE_INSTANT = 1000
/** By which the clocks of CPU and GPU may disagree. */
const CLOCK_SLACK_MS = 1

const STAMPS_BYTES = 16

/** Puts dispatches `first` to `first + count − 1` of some endless sequence into a pass. */
export type EncodeDispatches = (pass: GPUComputePassEncoder, first: number, count: number) => void

/**
 * Times dispatches, in submits of bounded length: by the GPU's timestamps around each submit's pass,
 * where it has them and they are credible; else by the clock, from submitting to being answered.
 */
export class PassTimer {
  timer: LatencyTimer
  private dispatchesPerSubmit: number
  private readonly stamps: GPUQuerySet | null
  private readonly resolved: GPUBuffer
  private readonly answer: GPUBuffer

  constructor(private readonly gpu: Gpu) {
    const { device } = gpu
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
    this.timer = gpu.timestamps ? 'timestamps' : 'clock'
    this.stamps = gpu.timestamps ? device.createQuerySet({ type: 'timestamp', count: 2 }) : null
    const size = STAMPS_BYTES
    this.resolved = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC | COPY_DST })
    this.answer = device.createBuffer({ size, usage: MAP_READ | COPY_DST })
    this.dispatchesPerSubmit = FIRST_SUBMIT_DISPATCHES[gpu.software ? 'software' : 'hardware']
  }

  /** Runs the first `dispatches` of the sequence, one submit after another; resolves with the ms they took. */
  async time(dispatches: number, encode: EncodeDispatches): Promise<number> {
    let ms = 0
    for (let first = 0; first < dispatches;) {
      const count = Math.min(dispatches - first, this.dispatchesPerSubmit)
      const part = await this.submit(count, (pass) => encode(pass, first, count))
      this.adapt(count, part)
      ms += part
      first += count
    }
    return ms
  }

  destroy(): void {
    this.stamps?.destroy()
    this.resolved.destroy()
    this.answer.destroy()
  }

  private async submit(
    dispatches: number,
    encode: (pass: GPUComputePassEncoder) => void,
  ): Promise<number> {
    const { device } = this.gpu
    const { stamps, resolved, answer } = this
    const encoder = device.createCommandEncoder()
    const timestampWrites = stamps && {
      querySet: stamps,
      beginningOfPassWriteIndex: 0,
      endOfPassWriteIndex: 1,
    }
    const pass = encoder.beginComputePass(timestampWrites ? { timestampWrites } : {})
    encode(pass)
    pass.end()
    if (stamps) encoder.resolveQuerySet(stamps, 0, 2, resolved, 0)
    encoder.copyBufferToBuffer(resolved, 0, answer, 0, STAMPS_BYTES)
    const commands = encoder.finish()
    const started = performance.now()
    device.queue.submit([commands])
    const [begin, end] = new BigInt64Array(await readMapped(this.gpu, answer))
    const clockMs = performance.now() - started
    if (this.timer === 'clock') return clockMs
    const stampedMs = Number(end! - begin!) / 1e6
    if (isCredible(stampedMs, clockMs, dispatches)) return stampedMs
    this.timer = 'clock'
    return clockMs
  }

  private adapt(dispatches: number, ms: number): void {
    const most = Math.min(MOST_DISPATCHES, GROWTH * this.dispatchesPerSubmit)
    const wanted = ms > 0 ? Math.floor((SUBMIT_MS * dispatches) / ms) : most
    this.dispatchesPerSubmit = Math.max(1, Math.min(most, wanted))
  }
}

function isCredible(stampedMs: number, clockMs: number, dispatches: number): boolean {
  if (stampedMs < 0 || stampedMs > clockMs + CLOCK_SLACK_MS) return false
  return stampedMs > 0 || dispatches < CANNOT_BE_INSTANT
}
