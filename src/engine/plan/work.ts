/** What a plan's programs ask of the GPU, without one. */
import type { GatePath, Network } from '../../network/network'
import type { GpuWork } from '../../run/forecast'
import type { EngineOptions } from '../engine'
import type { Plan } from './compile'
import { bytesOf, macsOf, type Dispatch } from './link'
import { takenAlong } from './selection'

type Program = readonly Dispatch[]

/** The programs of one full training step, alphas first, in the order in which they run. */
export function stepPrograms({ programs }: Plan, { order }: EngineOptions): readonly Program[] {
  const { weightPass, gatePass, updateGates, updateWeights } = programs
  const weights = [weightPass, updateWeights]
  if (order !== 'second' || gatePass.length === 0) return [gatePass, updateGates, ...weights]
  const { lookAhead, bothPass, stepForward, stepBackward, unrolledGradient } = programs
  const toTheStep = [weightPass, lookAhead, bothPass, stepForward]
  const alongIt = [gatePass, stepBackward, gatePass, unrolledGradient]
  return [...toTheStep, ...alongIt, updateGates, ...weights]
}

/** Programs of a mixture, whose answers are awaited together. */
export function workOf(programs: readonly Program[]): GpuWork {
  const dispatches = programs.flat()
  return {
    dispatches: dispatches.length,
    macs: dispatches.reduce((sum, { macs }) => sum + macs, 0),
    bytes: dispatches.reduce((sum, { bytes }) => sum + bytes, 0),
    answers: 1,
  }
}

/** The same along a path: the dispatches that have a job left, and what those jobs do. */
export function workAlong(network: Network, path: GatePath, programs: readonly Program[]): GpuWork {
  const takes = takenAlong(network, path)
  const work = { dispatches: 0, macs: 0, bytes: 0 }
  for (const { group } of programs.flat()) {
    let runs = false
    for (const operation of group) {
      const list = takes(operation.layer, operation.list)
      if (!list) continue
      runs = true
      work.macs += macsOf(operation, list.length)
      work.bytes += bytesOf({ ...operation, list })
    }
    if (runs) work.dispatches++
  }
  return { ...work, answers: 1 }
}
