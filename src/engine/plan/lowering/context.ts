/** What the lowering of every layer kind works with: values, gradients, and the list of operations. */
import type { Layer, LayerId, Network, ParameterId } from '../../../network/network'
import type { Execution } from '../../engine'
import type { Kernel } from '../../kernels/kernel'
import {
  makeTensor,
  subregion,
  type ListEntry,
  type Operation,
  type Region,
  type Tensor,
} from '../operations'
import type { StateAllocator, StateLayout } from '../stateLayout'
import type { Tuning } from '../tuning'
import { GradientBook } from './gradientBook'
import type { Emitter, EmitOptions, Value } from './values'

/**
 * `gates`: forward, and backward to the gates; `weights`: forward, and backward to the weights;
 * `both`: to both; `evaluate`: forward with running statistics; `statistics`: forward with those of the
 * batch, of which the step's share enters the running ones.
 */
export type PassMode = 'gates' | 'weights' | 'both' | 'evaluate' | 'statistics'

/** Sums [chunk][channel][Σ g, Σ g·x̂] of one (gradient, value) pair. */
export interface GradientSums {
  readonly region: Region
  readonly chunks: number
}

/** A weight gradient in pieces, and the layer that left them. */
interface PartialSums {
  readonly partials: Region
  readonly chunks: number
  readonly gradient: Region
  readonly layer: LayerId | null
}

export class LoweringContext implements Emitter {
  readonly operations: Operation[] = []
  readonly gradients: GradientBook
  readonly values = new Map<LayerId, Value>()
  /** Branches whose Σ g·y a gate's gradient adds up. */
  readonly gateBranches = new Map<number, ListEntry[]>()
  /** Which pixel each window of a maximum pooling took. */
  readonly positions = new Map<LayerId, Tensor>()
  /** Weight gradients left as partial sums. */
  readonly partials: PartialSums[] = []
  readonly gradientSums = new Map<Tensor, Map<LayerId, GradientSums>>()
  /** By layer: what a dropped path multiplies each image by. */
  readonly dropFactors = new Map<LayerId, Region>()
  readonly trainsGates: boolean
  readonly trainsWeights: boolean
  private stage = ''
  private layer: LayerId | null = null
  /** Per layer: whether it lies between the loss and what the pass trains. */
  private readonly wantsGradient: boolean[] = []

  constructor(
    readonly network: Network,
    readonly examples: number,
    readonly mode: PassMode,
    readonly layout: StateLayout,
    readonly state: StateAllocator,
    readonly tuning: Tuning,
    private readonly execution: Execution,
  ) {
    this.trainsGates = mode === 'gates' || mode === 'both'
    this.trainsWeights = mode === 'weights' || mode === 'both'
    this.gradients = new GradientBook(this)
    for (const layer of network.layers) {
      const below = layer.inputs.some((input) => this.wantsGradient[input])
      this.wantsGradient.push(below || this.trains(layer))
    }
  }

  /** Of what follows: the stage it is scheduled in, and the layer on whose behalf it runs. */
  enter(stage: string, layer: LayerId | null): void {
    this.stage = stage
    this.layer = layer
  }

  emit(kernel: Kernel, { header, job, list = [], invocations }: EmitOptions): Operation {
    const { stage, layer } = this
    const operation: Operation = { kernel, stage, header, job, list, invocations, layer }
    this.operations.push(operation)
    return operation
  }

  tensor(layer: Layer): Tensor {
    return makeTensor(layer.name, layer.shape, this.examples)
  }

  value(id: LayerId): Value {
    const value = this.values.get(id)
    if (!value) throw new Error(`Layer ${id} was read before it was lowered`)
    return value
  }

  /** The value of a layer that writes its own tensor. */
  setRaw(id: LayerId, tensor: Tensor): void {
    const { identity, identitySaved } = this.layout
    this.values.set(id, {
      id,
      tensor,
      coefficients: identity,
      saved: identitySaved,
      relu: false,
      factors: null,
    })
  }

  /** Whether the pass goes back to anything, so that what is for training alone takes part. */
  get training(): boolean {
    return this.trainsGates || this.trainsWeights
  }

  /** Whether the layers of an auxiliary head run. */
  get helped(): boolean {
    return this.training && this.execution === 'mixture'
  }

  wants(id: LayerId): boolean {
    return this.wantsGradient[id] === true
  }

  weight(id: ParameterId): Region {
    const { offset, size } = this.network.parameters[id]!
    return subregion(this.layout.weights, offset, size)
  }

  weightGradient(id: ParameterId): Region {
    const { offset, size } = this.network.parameters[id]!
    return subregion(this.layout.gradients, offset, size)
  }

  /** Along a path, branches that run have gate 1. */
  gate(id: number | null): Region {
    return id === null || this.execution === 'path'
      ? this.layout.one
      : subregion(this.layout.gates, id, 1)
  }

  /** Where a kernel leaves `chunks` partial sums of a weight's gradient; one chunk needs no adding up. */
  partialsFor(id: ParameterId, chunks: number): Region {
    const gradient = this.weightGradient(id)
    if (chunks === 1) return gradient
    const partials = this.state.take(chunks * gradient.size)
    this.partials.push({ partials, chunks, gradient, layer: this.layer })
    return partials
  }

  private trains(layer: Layer): boolean {
    const gated = layer.kind === 'sum' && layer.gates.some((gate) => gate !== null)
    const weighted = 'weight' in layer || (layer.kind === 'batchNorm' && layer.scale !== null)
    return (this.trainsGates && gated) || (this.trainsWeights && weighted)
  }

  /** How many invocations share a channel's row so that a job has about the tuned number of them. */
  chunksFor(tensor: Tensor, jobsPerChunk: number, vectorsEach = 1): number {
    const most = Math.ceil(tensor.rowVectors / vectorsEach)
    return Math.max(1, Math.min(most, Math.round(this.tuning.lanes / jobsPerChunk)))
  }
}
