/** Network to plan: everything the GPU will be asked to do and to hold, decided without a GPU. */
import { STEP_WORDS, type Kernel } from '../kernels/kernel'
import type { Network } from '../../network/network'
import type { EngineOptions } from '../engine'
import { keepsAverage } from '../runningAverage'
import { kernelsOf, Linker, type Dispatch } from './link'
import type { LoweringContext } from './lowering/context'
import { lowerForward, lowerPass, lowerUpdate, type LoweringInput } from './lowering/program'
import {
  layOutUnrolled,
  lowerLookAhead,
  lowerStepBackward,
  lowerStepForward,
  lowerUnrolledGradient,
  type UnrolledRegions,
} from './lowering/unrolled'
import {
  exchangeAverage,
  softmaxOfAlphas,
  updateAverage,
  updateGates,
  updateLiveWeights,
  updateWeights,
} from './lowering/updates'
import type { Value } from './lowering/values'
import type { Operation } from './operations'
import { materialise } from './materialise'
import { placeTensors, type Exclusion } from './memory'
import { gatesExclude, guardsOf } from '../../network/paths'
import { schedule } from './schedule'
import { layOutState, StateAllocator, type StateLayout } from './stateLayout'
import type { Tuning } from './tuning'

/**
 * Passes leave gradients; the other programs use them. `statistics` takes running statistics anew;
 * `exchangeAverage` has weights and running statistics change places with their running mean.
 * The last five serve second-order steps.
 */
export type ProgramName =
  | 'gatePass'
  | 'weightPass'
  | 'evaluate'
  | 'statistics'
  | 'updateGates'
  | 'updateWeights'
  | 'refresh'
  | 'exchangeAverage'
  | 'bothPass'
  | 'lookAhead'
  | 'stepForward'
  | 'stepBackward'
  | 'unrolledGradient'

/** Programs that go forward alone, and of which single values can be read. */
export type ReadableProgram = 'evaluate' | 'statistics'

/** Layers' values by the layers' names. */
export type ValuesByName = ReadonlyMap<string, Value>

/** What memory is made by, whatever runs on it. */
export interface MemoryPlan {
  readonly headers: readonly (readonly number[])[]
  readonly words: Uint32Array
  readonly layout: StateLayout
  readonly arenaBytes: number
  readonly stateBytes: number
  readonly stepBytes: number
}

export interface Plan extends MemoryPlan {
  readonly network: Network
  readonly programs: Readonly<Record<ProgramName, readonly Dispatch[]>>
  /** Where programs leave what layers put out; in memory that others take after the last reader. */
  readonly values: Readonly<Record<ReadableProgram, ValuesByName>>
  /** Where the words of each program lie. */
  readonly wordRanges: Readonly<Record<ProgramName, WordRange>>
  /** Whether activations are computed again for the backward pass. */
  readonly recomputes: boolean
  /** Every kernel used, in the order of first use. */
  readonly kernels: readonly Kernel[]
}

export interface WordRange {
  readonly start: number
  readonly end: number
}

/** Distance of headers in the uniform buffer: WebGPU's default alignment for dynamic offsets. */
export const HEADER_BYTES = 256

export function compilePlan(network: Network, options: EngineOptions, tuning: Tuning): Plan {
  const prepared = materialise(network)
  const state = new StateAllocator()
  const layout = layOutState(prepared, state, keepsAverage(options))
  const input = { network: prepared, options, layout, state, tuning }
  const { operations, values } = lowerAll(input)
  const linker = new Linker()
  const exclusion = options.execution === 'path' ? branchExclusion(prepared) : undefined
  let arenaFloats = 4
  const linked = mapValues(operations, (list) => {
    const groups = schedule(list)
    arenaFloats = Math.max(arenaFloats, placeTensors(groups, exclusion))
    const start = linker.words.length
    return { dispatches: linker.link(groups), range: { start, end: linker.words.length } }
  })
  const programs = mapValues(linked, ({ dispatches }) => dispatches)
  return {
    network: prepared,
    programs,
    values,
    headers: linker.headers,
    wordRanges: mapValues(linked, ({ range }) => range),
    words: Uint32Array.from(linker.words),
    layout,
    recomputes: options.recompute === true,
    arenaBytes: 4 * arenaFloats,
    stateBytes: 4 * state.size,
    stepBytes: 4 * (STEP_WORDS + options.batch),
    kernels: kernelsOf(Object.values(programs).flat()),
  }
}

function branchExclusion(network: Network): Exclusion {
  return { guards: guardsOf(network), exclude: gatesExclude(network) }
}

function mapValues<K extends string, V, W>(
  record: Readonly<Record<K, V>>,
  map: (value: V) => W,
): Record<K, W> {
  const entries = Object.entries<V>(record).map(([key, value]) => [key, map(value)])
  return Object.fromEntries(entries) as Record<K, W>
}

function lowerAll(input: LoweringInput & { readonly options: EngineOptions }): {
  readonly operations: Record<ProgramName, Operation[]>
  readonly values: Plan['values']
} {
  const { network, options, layout, state } = input
  const paths = options.execution === 'path'
  const gated = network.gateTables.length > 0 && !paths
  const unrolled = gated && options.order === 'second' ? layOutUnrolled(layout, state) : null
  const update = (emit: (context: LoweringContext) => void) => lowerUpdate(input, emit)
  const unrolling = (emit: (context: LoweringContext, regions: UnrolledRegions) => void) =>
    unrolled ? update((context) => emit(context, unrolled)) : []
  const evaluation = lowerForward('evaluate', input)
  const statistics = paths ? lowerForward('statistics', input) : null
  const operations = {
    refresh: update(softmaxOfAlphas),
    gatePass: gated ? lowerPass('gates', input) : [],
    updateGates: gated ? update((context) => updateGates(context, options)) : [],
    weightPass: lowerPass('weights', input),
    updateWeights: update((context) => {
      if (paths) updateLiveWeights(context, options)
      else updateWeights(context, options)
      updateAverage(context)
    }),
    exchangeAverage: update(exchangeAverage),
    evaluate: lowerPass('evaluate', input, evaluation),
    statistics: statistics ? lowerPass('statistics', input, statistics) : [],
    bothPass: unrolled ? lowerPass('both', input) : [],
    lookAhead: unrolling((context, regions) => lowerLookAhead(context, regions, options)),
    stepForward: unrolling(lowerStepForward),
    stepBackward: unrolling(lowerStepBackward),
    unrolledGradient: unrolling(lowerUnrolledGradient),
  }
  const values = { evaluate: valuesByName(evaluation), statistics: valuesByName(statistics) }
  return { operations, values }
}

function valuesByName(context: LoweringContext | null): ValuesByName {
  const values = [...(context?.values ?? [])]
  return new Map(values.map(([id, value]) => [context!.network.layers[id]!.name, value]))
}

/** Bytes of GPU memory, the dataset apart. */
export function planBytes(plan: MemoryPlan): number {
  return (
    plan.arenaBytes +
    plan.stateBytes +
    plan.stepBytes +
    plan.words.byteLength +
    plan.headers.length * HEADER_BYTES
  )
}
