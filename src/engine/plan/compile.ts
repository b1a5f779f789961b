/** Network to plan: everything the GPU will be asked to do and to hold, decided without a GPU. */
import { STEP_WORDS, type Kernel } from '../kernels/kernel'
import type { Network } from '../../network/network'
import type { EngineOptions } from '../engine'
import { Linker, type Dispatch } from './link'
import { lowerGateRefresh, lowerProgram } from './lowering/program'
import { materialise } from './materialise'
import { placeTensors } from './memory'
import { schedule } from './schedule'
import { layOutState, StateAllocator, type StateLayout } from './stateLayout'
import type { Tuning } from './tuning'

export type ProgramName = 'gates' | 'weights' | 'evaluate' | 'refresh'

export interface Plan {
  readonly network: Network
  readonly programs: Readonly<Record<ProgramName, readonly Dispatch[]>>
  readonly headers: readonly (readonly number[])[]
  readonly words: Uint32Array
  readonly layout: StateLayout
  readonly arenaBytes: number
  readonly stateBytes: number
  readonly stepBytes: number
  /** Every kernel used, in the order of first use. */
  readonly kernels: readonly Kernel[]
}

/** Distance of headers in the uniform buffer: WebGPU's default alignment for dynamic offsets. */
export const HEADER_BYTES = 256

export function compilePlan(network: Network, options: EngineOptions, tuning: Tuning): Plan {
  const prepared = materialise(network)
  const state = new StateAllocator()
  const layout = layOutState(prepared, state)
  const input = { network: prepared, options, layout, state, tuning }
  const lowered = {
    gates: prepared.gateTables.length > 0 ? lowerProgram('gates', input) : [],
    weights: lowerProgram('weights', input),
    evaluate: lowerProgram('evaluate', input),
    refresh: lowerGateRefresh(input),
  }
  const linker = new Linker()
  let arenaFloats = 4
  const build = (name: ProgramName): Dispatch[] => {
    const groups = schedule(lowered[name])
    arenaFloats = Math.max(arenaFloats, placeTensors(groups))
    return linker.link(groups)
  }
  const programs = {
    refresh: build('refresh'),
    gates: build('gates'),
    weights: build('weights'),
    evaluate: build('evaluate'),
  }
  const kernels = new Map<string, Kernel>()
  for (const { kernel } of Object.values(programs).flat()) {
    const known = kernels.get(kernel.id)
    if (known && known.body !== kernel.body) throw new Error(`Two kernels are called ${kernel.id}`)
    kernels.set(kernel.id, kernel)
  }
  return {
    network: prepared,
    programs,
    headers: linker.headers,
    words: Uint32Array.from(linker.words),
    layout,
    arenaBytes: 4 * arenaFloats,
    stateBytes: 4 * state.size,
    stepBytes: 4 * (STEP_WORDS + options.batch),
    kernels: [...kernels.values()],
  }
}

/** Bytes of GPU memory, the dataset apart. */
export function planBytes(plan: Plan): number {
  return (
    plan.arenaBytes +
    plan.stateBytes +
    plan.stepBytes +
    plan.words.byteLength +
    plan.headers.length * HEADER_BYTES
  )
}
