/**
 * Gradients on their way back. What reaches a value from its readers is kept in the form it came in
 * (a tensor, gated terms of a sum, a batch norm's coefficients) and made a tensor only when a
 * kernel needs one.
 */
import type { LayerId } from '../../../network/network'
import { normGradientApplyKernel } from '../../kernels/batchNorm'
import { sumKernel } from '../../kernels/sum'
import type { Kernel } from '../../kernels/kernel'
import {
  makeTensor,
  type ListEntry,
  type Membership,
  type Region,
  type Tensor,
} from '../operations'
import { imageHeader, rowHeader, type Emitter, type Value } from './values'

/** gate · gradient, each image times its factor. */
export interface GatedGradient {
  readonly gradient: Tensor
  readonly gate: Region
  readonly factors: Region | null
  /** The reader it came from. */
  readonly of: Membership
}

/** a[c]·gradient + b[c]·input + d[c]: what a batch norm hands to its input. */
export interface NormGradient {
  readonly gradient: Tensor
  readonly input: Tensor
  readonly coefficients: Region
}

/** A kernel that adds up any number of contributions as it walks the tensor. */
export interface GatheringKernel {
  readonly kernel: Kernel
  readonly header: Readonly<Record<string, number>>
  readonly invocations: number
}

interface Gathering extends GatheringKernel {
  /** How the readers saw the value. */
  readonly value: Value
  readonly list: ListEntry[]
}

interface Entry {
  tensor: Tensor | null
  terms: GatedGradient[]
  gatherings: Map<string, Gathering>
  norm: NormGradient | null
}

/** Job fields with which a kernel adds a gradient to a value. */
export interface Landing {
  [field: string]: Tensor | Region | number | null
  dst: Tensor
  accumulate: number
  mask: Tensor | null
  maskCoefficients: Region
}

export class GradientBook {
  private readonly entries = new Map<LayerId, Entry>()

  constructor(private readonly emitter: Emitter) {}

  /** Where a kernel that computes (part of) the gradient of `value` writes it. */
  land(value: Value): Landing {
    const entry = this.entry(value.id)
    const accumulate = entry.tensor ? 1 : 0
    entry.tensor ??= this.gradientTensor(value.tensor)
    return {
      dst: entry.tensor,
      accumulate,
      mask: value.relu ? value.tensor : null,
      maskCoefficients: value.coefficients,
    }
  }

  /** `value` was a term of a sum. */
  addTerm(value: Value, term: GatedGradient): void {
    if (value.relu) this.emitSum(this.land(value), [term])
    else this.entry(value.id).terms.push(term)
  }

  /** A reader of `value` whose gradient waits, so that one dispatch takes all of its kind. */
  addGathering(value: Value, kernel: GatheringKernel, contribution: ListEntry): void {
    const { gatherings } = this.entry(value.id)
    const header = Object.values(kernel.header).join(',')
    const key = `${kernel.kernel.id}|${header}|${value.relu}`
    const known = gatherings.get(key)
    if (known) known.list.push(contribution)
    else gatherings.set(key, { ...kernel, value, list: [contribution] })
  }

  /** `value` was normalised. */
  addNorm(value: Value, norm: NormGradient): void {
    const entry = this.entry(value.id)
    if (entry.norm) throw new Error(`${value.tensor.name} is normalised twice`)
    entry.norm = norm
  }

  /** `value` is `channel`… of a joined tensor whose gradient is `joined`. */
  addSlice(value: Value, joined: Tensor, channel: number, reader: LayerId): void {
    const entry = this.entry(value.id)
    const slice = this.gradientTensor(value.tensor)
    slice.parent = { tensor: joined, channel }
    const of = { layer: reader, gate: null }
    const gate = this.emitter.layout.one
    if (entry.tensor) entry.terms.push({ gradient: slice, gate, factors: null, of })
    else entry.tensor = slice
  }

  /** The gradient as a tensor; null when nothing reached the value. */
  asTensor(value: Value): Tensor | null {
    const entry = this.entries.get(value.id)
    if (!entry) return null
    if (entry.terms.length > 0) this.emitSum(this.land({ ...value, relu: false }), entry.terms)
    entry.terms = []
    for (const { kernel, header, invocations, value: seen, list } of entry.gatherings.values()) {
      this.emitter.emit(kernel, { header, job: this.land(seen), list, invocations })
    }
    entry.gatherings.clear()
    if (entry.norm) {
      const { norm } = entry
      const { dst, accumulate } = this.land(value)
      this.emitter.emit(normGradientApplyKernel, {
        header: { channels: dst.shape.channels, rowVectors: dst.rowVectors },
        job: {
          gradient: norm.gradient,
          src: norm.input,
          coefficients: norm.coefficients,
          dst,
          accumulate,
        },
        invocations: dst.shape.channels * dst.rowVectors,
      })
      entry.norm = null
    }
    return entry.tensor
  }

  /** As one gated tensor: no memory is touched where a single sum read the value. */
  asGated(value: Value): GatedGradient | null {
    const entry = this.entries.get(value.id)
    const [only, ...others] = entry?.terms ?? []
    const alone = others.length === 0 && !this.isTensor(entry) && !entry?.norm
    if (only?.factors === null && alone) return only
    const gradient = this.asTensor(value)
    const of = { layer: value.id, gate: null }
    return gradient && { gradient, gate: this.emitter.layout.one, factors: null, of }
  }

  /** As a batch norm's coefficients where that is all there is, else as a tensor. */
  asNormOrTensor(value: Value): NormGradient | Tensor | null {
    const entry = this.entries.get(value.id)
    if (entry?.norm && !this.isTensor(entry) && entry.terms.length === 0) return entry.norm
    return this.asTensor(value)
  }

  /** Whether some kernel has written the gradient, or is bound to. */
  private isTensor(entry: Entry | undefined): boolean {
    return entry !== undefined && (entry.tensor !== null || entry.gatherings.size > 0)
  }

  private entry(id: LayerId): Entry {
    let entry = this.entries.get(id)
    if (!entry) {
      entry = { tensor: null, terms: [], gatherings: new Map(), norm: null }
      this.entries.set(id, entry)
    }
    return entry
  }

  private gradientTensor(of: Tensor): Tensor {
    return makeTensor(`gradient of ${of.name}`, of.shape, of.examples)
  }

  private emitSum(landing: Landing, terms: readonly GatedGradient[]): void {
    const { channels, rowVectors } = rowHeader(landing.dst)
    const groups = Math.ceil(rowVectors / this.emitter.tuning.sumVectors)
    const byImage = terms.some(({ factors }) => factors !== null)
    const coefficients = this.emitter.layout.identity
    this.emitter.emit(sumKernel(this.emitter.tuning.sumVectors, false, byImage), {
      header: { channels, rowVectors, groups, ...(byImage && imageHeader(landing.dst)) },
      job: landing,
      list: terms.map(({ gradient, gate, factors, of }) => ({
        words: { src: gradient, coefficients, relu: 0, gate, ...(byImage && { factors }) },
        of,
      })),
      invocations: channels * groups,
    })
  }
}
