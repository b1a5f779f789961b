import { create } from 'zustand'
import { canonicalJson } from '../run/canonicalJson'
import type { SearchConfig } from '../run/config'
import { timesWork, type PlanningDevice, type SearchForecast } from '../run/forecast'
import type { MeasuredSpeed } from '../run/searchTime'
import type { DeviceProbe } from '../../workers/protocol'
import { ForecastClient } from './forecastClient'
import { keepSpeed, keptSpeeds } from './speedArchive'
import { SpeedMeter, type RunTimes } from './speedMeter'
import { listenToRuns } from './searchCommands'
import { useWorkspace } from './workspace'

interface ForecastState {
  /** By `forecastKey`; the latest last. */
  readonly forecasts: ReadonlyMap<string, SearchForecast>
  /** Of searches that ran in this browser, newest first. */
  readonly speeds: readonly MeasuredSpeed[]
}

/** Forecasts kept: enough for undoing and doing again. */
const MOST_FORECASTS = 64

/** A hand that goes on editing is waited for. */
const PATIENCE_MS = 250

/** What searches were found to need, and how fast others were; loaded with what shows it. */
export const useForecasts = create<ForecastState>()(() => ({
  forecasts: new Map(),
  speeds: keptSpeeds(),
}))

const client = new ForecastClient()

/** What a search will be planned for; null where it will not be: there is no WebGPU. */
export function planningDevice(device: DeviceProbe): PlanningDevice | null {
  return device.limits && { software: device.info.software, limits: device.limits }
}

/** Equal for searches that need the same on the same device: the seed changes nothing. */
export function forecastKey(config: SearchConfig, device: PlanningDevice): string {
  return canonicalJson([{ ...config, seed: null }, device])
}

/**
 * Plans a search in the worker, and keeps what it needs in the state; after a while, unless aborted
 * before. A failure of the worker leaves nothing.
 */
export async function forecast(
  config: SearchConfig,
  device: PlanningDevice,
  signal: AbortSignal,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  if (signal.aborted) return
  await plan(config, device, signal).catch(() => null)
}

async function plan(
  config: SearchConfig,
  device: PlanningDevice,
  signal: AbortSignal,
): Promise<SearchForecast> {
  const key = forecastKey(config, device)
  const known = useForecasts.getState().forecasts.get(key)
  if (known) return known
  const found = await client.forecast(config, device, signal)
  useForecasts.setState(({ forecasts }) => {
    const all = [...forecasts, [key, found] as const]
    return { forecasts: new Map(all.slice(-MOST_FORECASTS)) }
  })
  return found
}

/** Learns from every search that runs how fast the device is. */
export function learnSpeeds(): void {
  const meter = new SpeedMeter()
  listenToRuns((events) => {
    for (const event of events) {
      const times = meter.hear(event)
      if (times) void learn(times)
    }
  })
}

async function learn(times: RunTimes): Promise<void> {
  const { device } = useWorkspace.getState()
  const planning = device && planningDevice(device)
  if (!planning || times.engine.engine !== 'plan') return
  const planned = await plan(times.config, planning, new AbortController().signal).catch(() => null)
  if (planned?.kind !== 'planned') return
  const speed = speedOf(times, planned)
  useForecasts.setState({ speeds: keepSpeed(speed) })
}

function speedOf(
  { config, engine, trainingSteps, trainingMs, judgingMs }: RunTimes,
  { work: { step, judging } }: Extract<SearchForecast, { kind: 'planned' }>,
): MeasuredSpeed {
  return {
    adapter: engine.adapter,
    strategy: config.strategy.name,
    training: { work: timesWork(trainingSteps, step), ms: trainingMs },
    judging: judgingMs === null ? null : { work: judging, ms: judgingMs },
  }
}
