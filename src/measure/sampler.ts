import type { LatencyMeasurement, LatencyTimer } from '../run/latency'
import { isUnsteady, summariseBatches, undisturbed } from './batchSummary'
import { clockTick } from './clockTick'

/** What is timed: some work that can be repeated. */
export interface TimedWork {
  readonly timer: LatencyTimer
  /** Runs the work over and over; ms that all runs took together. */
  time(repeats: number): Promise<number>
}

export interface SamplingOptions {
  /** Breaks off between two batches: whatever waits rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Many short batches find the moments in which nothing else runs, where few long ones would all be
 * interrupted. The clock also counts the way to the device and back, which has to be little of them.
 */
const BATCH_MS: Readonly<Record<LatencyTimer, number>> = { timestamps: 10, clock: 50 }

/** A batch lasts at least this many ticks of a coarse timer, as far as that is bearable. */
const BATCH_TICKS = 20
const LONGEST_BATCH_MS = 400

/**
 * Timings of which the fastest tells how many runs make a batch, and ms after which there are no more
 * of them. By an interrupted one it would be few runs, and starting them a good part of the time.
 */
const CALIBRATIONS = 8
const LONGEST_CALIBRATION_MS = 150

/** A batch of less than this share of its length was counted wrongly. */
const TOO_SHORT = 0.4

const MOST_REPEATS = 1 << 16
/** What is not heard of by the timer may be very short, or the timer very coarse. */
const GROWTH = 8

/** Warm is what does not get faster any more by more than this. */
const STILL_WARMING = 0.98
const MOST_WARM_BATCHES = 6

/** Batches that were not interrupted, for a median that holds still. */
const ENOUGH_BATCHES = 60
const FEWEST_BATCHES = 8
/** Nobody waits for ever; a little longer for a machine that has not been at rest so far. */
const LONGEST_SAMPLE_MS = { steady: 4000, unsteady: 12_000 }

/**
 * Measures work that is shorter than the timer and the machine are exact: in batches of as many runs
 * as make them long against the timer's tick, after warming up.
 */
export class Sampler {
  private readonly batches: number[] = []
  private sampledMs = 0

  private constructor(
    private readonly work: TimedWork,
    private repeats: number,
    /** Everything that was read from the timer. */
    private readonly readings: number[],
  ) {}

  /** Finds the number of runs that makes a batch, and warms up. */
  static async prepare(work: TimedWork, { signal }: SamplingOptions = {}): Promise<Sampler> {
    const readings: number[] = []
    const timed = async (repeats: number) => {
      signal?.throwIfAborted()
      const ms = await work.time(repeats)
      readings.push(ms)
      return ms
    }
    const repeats = await batchRepeats(work, timed, readings)
    await warmUp(() => timed(repeats))
    return new Sampler(work, repeats, readings)
  }

  /** 0–1; when it is 1 more batches would hardly tell more, or have been waited for long enough. */
  get progress(): number {
    const { batches } = this
    if (batches.length === 0) return 0
    const enough = undisturbed(batches).length / ENOUGH_BATCHES
    const longest = LONGEST_SAMPLE_MS[isUnsteady(batches) ? 'unsteady' : 'steady']
    const settled = Math.max(enough, this.sampledMs / longest)
    return Math.min(1, batches.length / FEWEST_BATCHES, settled)
  }

  /** ms of one run, on average over the batch. */
  async takeBatch({ signal }: SamplingOptions = {}): Promise<number> {
    signal?.throwIfAborted()
    const total = await this.work.time(this.repeats)
    const ms = total / this.repeats
    this.sampledMs += total
    this.batches.push(total)
    this.readings.push(total)
    this.lengthenBatches()
    return ms
  }

  /** Where the fastest batch is far too short, repeats were counted by interrupted ones: starts anew. */
  private lengthenBatches(): void {
    const wanted = wantedBatch(this.work, this.readings)
    const shortest = Math.min(...this.batches)
    if (this.repeats >= MOST_REPEATS || shortest >= TOO_SHORT * wanted) return
    const longer = shortest > 0 ? wanted / shortest : GROWTH
    this.repeats = Math.min(MOST_REPEATS, Math.ceil(this.repeats * Math.min(GROWTH, longer)))
    this.batches.length = 0
  }

  /** Of the batches so far, at least one. */
  measurement(): LatencyMeasurement {
    const { batches, repeats, work, readings } = this
    const tickMs = clockTick(readings)
    return summariseBatches({ totals: batches, repeats, timer: work.timer, tickMs })
  }
}

/** Prepares, takes batches until they are enough, and sums up. */
export async function measure(
  work: TimedWork,
  options: SamplingOptions = {},
): Promise<LatencyMeasurement> {
  const sampler = await Sampler.prepare(work, options)
  while (sampler.progress < 1) await sampler.takeBatch(options)
  return sampler.measurement()
}

async function batchRepeats(
  work: TimedWork,
  timed: (repeats: number) => Promise<number>,
  readings: readonly number[],
): Promise<number> {
  // The first run may build what later ones find.
  await timed(1)
  let repeats = 1
  for (;;) {
    let total = await timed(repeats)
    const wanted = wantedBatch(work, readings)
    if (total >= wanted / 2) total = await fastest(total, () => timed(repeats))
    if (total >= wanted / 2 || repeats >= MOST_REPEATS) {
      return Math.max(1, Math.min(MOST_REPEATS, Math.round((repeats * wanted) / total)))
    }
    const growth = total > 0 ? Math.min(GROWTH, wanted / total) : GROWTH
    repeats = Math.min(MOST_REPEATS, Math.ceil(repeats * growth))
  }
}

/** Of several timings, the first of which is there already. */
async function fastest(first: number, time: () => Promise<number>): Promise<number> {
  let least = first
  let spent = first
  for (let taken = 1; taken < CALIBRATIONS && spent < LONGEST_CALIBRATION_MS; taken++) {
    const ms = await time()
    spent += ms
    least = Math.min(least, ms)
  }
  return least
}

/** @returns ms */
function wantedBatch({ timer }: TimedWork, readings: readonly number[]): number {
  return Math.min(LONGEST_BATCH_MS, Math.max(BATCH_MS[timer], BATCH_TICKS * clockTick(readings)))
}

async function warmUp(batch: () => Promise<number>): Promise<void> {
  let fastest = await batch()
  for (let taken = 1; taken < MOST_WARM_BATCHES; taken++) {
    const ms = await batch()
    if (ms > STILL_WARMING * fastest) return
    fastest = ms
  }
}
