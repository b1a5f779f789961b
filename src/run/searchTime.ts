/** How long a search will take, from what is known of the device's speed. */
import type { DeviceProfile } from './latency'
import { addWork, type GpuWork, type SearchWork } from './forecast'
import type { StrategyName } from './strategySettings'

/** A time that was predicted, ms. */
export interface TimeForecast {
  readonly ms: number
  /** Four searches out of five are expected between these. */
  readonly lowMs: number
  readonly highMs: number
  readonly source: TimeSource
}

/** What a time was predicted from. */
export type TimeSource =
  /** The fixed workload that the page times when it opens. */
  | { readonly kind: 'probe' }
  /** The device's profile: its dispatches, arithmetic and memory, measured one by one. */
  | { readonly kind: 'profile' }
  /** Searches that ran here before. */
  | { readonly kind: 'runs'; readonly runs: number }

/** What a search that ran here did, and how long it took. */
export interface MeasuredSpeed {
  /** The GPU. */
  readonly adapter: string
  /** By what it searched: controllers and the like cost time of their own. */
  readonly strategy: StrategyName
  readonly training: MeasuredWork
  /** Null where it judged nothing. */
  readonly judging: MeasuredWork | null
}

export interface MeasuredWork {
  readonly work: GpuWork
  readonly ms: number
}

/** What is known of a device without any search having run. */
export interface DeviceSpeed {
  readonly software: boolean
  /** ms of the probe's workload; null where there was none. */
  readonly workloadMs: number | null
  readonly profile: Pick<DeviceProfile, 'dispatch' | 'submit' | 'gflops' | 'gigabytes'> | null
}

/** ms for one of each; their sum over all work is the time. */
interface Rates {
  readonly dispatch: number
  readonly mac: number
  readonly byte: number
  readonly answer: number
}

/** Multiply-adds of the probe's workload: 65,536 × 256 × 4. */
const PROBE_MACS = 65_536 * 256 * 4

/**
 * How much slower than the probe's chain of multiply-adds a training step is, fitted to steps of five
 * supernets on software WebGPU; what a multiply-add takes there is the unit. GPUs have far more
 * arithmetic than memory to feed it with: what they take for it is the usual balance of such chips.
 */
const PROBE_RATIOS = {
  software: { mac: 1.4, byte: 0.8, dispatchMs: 0.08, answerMs: 2 },
  hardware: { mac: 6, byte: 10, dispatchMs: 0.006, answerMs: 0.5 },
} as const

/** Of a profile's peaks, what kernels reach. */
const PEAK_SHARE = { software: { mac: 0.6, byte: 1 }, hardware: { mac: 0.15, byte: 0.6 } } as const

/** Standard deviations of the logarithm of time over predicted time. */
const SPREAD = {
  probe: { software: 0.35, hardware: 0.9 },
  profile: { software: 0.3, hardware: 0.6 },
  /** Of equal work, and more for every factor e that dispatches are larger or smaller. */
  run: 0.08,
  runUnlike: 0.12,
}

/** How unlike work counts as that was done for another method, in factors of e. */
const STRANGE = 0.5

/** A normal distribution has four fifths of itself within so many standard deviations. */
const FOUR_FIFTHS = 1.28

/**
 * How long a search takes from its first step to its result: training, judging, testing. Getting ready
 * (data, shaders) comes on top.
 * @param strategy that does this work, @param speeds of searches on the same GPU, newest first
 * @returns null where nothing is known of the device
 */
export function predictTime(
  { training, judging, testing }: SearchWork,
  strategy: StrategyName,
  device: DeviceSpeed,
  speeds: readonly MeasuredSpeed[],
): TimeForecast | null {
  const rates = ratesOf(device)
  if (!rates) return null
  const strange = (speed: MeasuredSpeed) => (speed.strategy === strategy ? 0 : STRANGE)
  const trained = corrected(
    training,
    rates,
    speeds.map((speed) => ({ ...speed.training, strange: strange(speed) })),
  )
  const judged = corrected(
    addWork(judging, testing),
    rates,
    speeds.map((speed) => ({ ...(speed.judging ?? speed.training), strange: strange(speed) })),
  )
  const ms = trained.ms + judged.ms
  const spread =
    speeds.length > 0
      ? (trained.ms * trained.spread + judged.ms * judged.spread) / ms
      : SPREAD[device.profile ? 'profile' : 'probe'][device.software ? 'software' : 'hardware']
  const factor = Math.exp(FOUR_FIFTHS * spread)
  return { ms, lowMs: ms / factor, highMs: ms * factor, source: sourceOf(device, speeds) }
}

function sourceOf({ profile }: DeviceSpeed, speeds: readonly MeasuredSpeed[]): TimeSource {
  if (speeds.length > 0) return { kind: 'runs', runs: speeds.length }
  return { kind: profile ? 'profile' : 'probe' }
}

function ratesOf({ software, workloadMs, profile }: DeviceSpeed): Rates | null {
  const kind = software ? 'software' : 'hardware'
  if (profile) {
    const { mac, byte } = PEAK_SHARE[kind]
    // A multiply-accumulate is two operations; 10⁹ a second are 10⁶ a millisecond.
    return {
      dispatch: profile.dispatch.medianMs,
      mac: 2 / (1e6 * mac * profile.gflops.median),
      byte: 1 / (1e6 * byte * profile.gigabytes.median),
      answer: profile.submit.medianMs,
    }
  }
  if (workloadMs === null) return null
  const { mac, byte, dispatchMs, answerMs } = PROBE_RATIOS[kind]
  const unit = workloadMs / PROBE_MACS
  return { dispatch: dispatchMs, mac: mac * unit, byte: byte * unit, answer: answerMs }
}

/** By rates alone, and then as much slower or faster as like work was. */
function corrected(
  work: GpuWork,
  rates: Rates,
  measured: readonly (MeasuredWork & { readonly strange: number })[],
): { readonly ms: number; readonly spread: number } {
  const expected = timeOf(work, rates)
  if (measured.length === 0) return { ms: expected, spread: 0 }
  const logs = measured.map(({ work: done, ms }) => Math.log(ms / timeOf(done, rates)))
  const distances = measured.map(({ work: done, strange }) => strange + unlikeness(work, done))
  const weights = distances.map((distance) => 1 / (0.05 + distance * distance))
  const log = weightedMean(logs, weights)
  const distance = weightedMean(distances, weights)
  const variance = weightedMean(
    logs.map((each) => (each - log) ** 2),
    weights,
  )
  const own = SPREAD.run + SPREAD.runUnlike * distance
  return { ms: expected * Math.exp(log), spread: Math.sqrt(variance + own * own) }
}

function timeOf({ dispatches, macs, bytes, answers }: GpuWork, rates: Rates): number {
  return (
    dispatches * rates.dispatch + macs * rates.mac + bytes * rates.byte + answers * rates.answer
  )
}

/** How differently two kinds of work load a device: by the size of their dispatches, and what they are. */
function unlikeness(a: GpuWork, b: GpuWork): number {
  const logRatio = (x: number, y: number) => (x > 0 && y > 0 ? Math.abs(Math.log(x / y)) : 0)
  return (
    logRatio(a.macs / a.dispatches, b.macs / b.dispatches) +
    logRatio(a.bytes / a.macs, b.bytes / b.macs)
  )
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total
}
