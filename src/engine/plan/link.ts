/** From groups of operations to what the GPU is given: headers, job words and workgroup counts. */
import { jobWords, WORKGROUP_SIZE, type Kernel } from '../kernels/kernel'
import { accessesOf, linkWord, type Operation } from './operations'
import type { Group } from './schedule'

export interface Dispatch {
  readonly kernel: Kernel
  /** Position of its header, in headers. */
  readonly header: number
  /** Workgroups per job, and jobs. */
  readonly workgroups: readonly [number, number]
  /** Memory its jobs must touch, each range counted once per job. */
  readonly bytes: number
  /** Multiply-accumulates. */
  readonly macs: number
  /** Where in the words its jobs lie, one after another; and where each job's list begins. */
  readonly firstWord: number
  readonly listWords: readonly number[]
  readonly group: Group
}

/** Collects the headers and job words of all programs of a plan. */
export class Linker {
  readonly headers: number[][] = []
  readonly words: number[] = []

  link(groups: readonly Group[]): Dispatch[] {
    return groups.map((group) => this.linkGroup(group))
  }

  private linkGroup(group: Group): Dispatch {
    const [first] = group
    if (!first) throw new Error('A dispatch needs a job')
    const { kernel, header, invocations } = first
    const listWords = group.map((operation) => this.linkList(operation))
    const firstWord = this.words.length
    group.forEach((operation, job) => {
      const list = kernel.list ? [listWords[job]!, operation.list.length] : []
      this.words.push(...fieldWords(operation), ...list)
    })
    if (this.words.length - firstWord !== group.length * jobWords(kernel)) {
      throw new Error(`${kernel.id}: a job has the wrong number of words`)
    }
    this.headers.push([
      firstWord,
      group.length,
      ...kernel.header.map((name) => {
        const value = header[name]
        if (value === undefined) throw new Error(`${kernel.id}: header field ${name} is missing`)
        return value
      }),
    ])
    return {
      kernel,
      header: this.headers.length - 1,
      workgroups: [Math.ceil(invocations / WORKGROUP_SIZE), group.length],
      bytes: group.reduce((sum, operation) => sum + bytesOf(operation), 0),
      macs: group.reduce((sum, operation) => sum + macsOf(operation, operation.list.length), 0),
      firstWord,
      listWords,
      group,
    }
  }

  private linkList(operation: Operation): number {
    const start = this.words.length
    this.words.push(...entryWords(operation).flat())
    return start
  }
}

/**
 * Every kernel used, in the order of first use.
 * @throws Error when two kernels have one name
 */
export function kernelsOf(dispatches: readonly Dispatch[]): Kernel[] {
  const kernels = new Map<string, Kernel>()
  for (const { kernel } of dispatches) {
    const known = kernels.get(kernel.id)
    if (known && known.body() !== kernel.body())
      throw new Error(`Two kernels are called ${kernel.id}`)
    kernels.set(kernel.id, kernel)
  }
  return [...kernels.values()]
}

/** The words of a job, its list's place and length apart. */
export function fieldWords({ kernel, job }: Operation): number[] {
  return Object.keys(kernel.job).map((name) => linkWord(job[name] ?? null))
}

/** The words of each entry of a job's list. */
export function entryWords({ kernel, list }: Operation): number[][] {
  const names = Object.keys(kernel.list ?? {})
  return list.map(({ words }) => names.map((name) => linkWord(words[name] ?? null)))
}

/** Memory that an operation touches. */
export function bytesOf(operation: Operation): number {
  return accessesOf(operation).reduce((sum, { start, end }) => sum + 4 * (end - start), 0)
}

/** Multiply-accumulates; a kernel with a list does its work once for every entry. */
export function macsOf({ kernel, header }: Operation, entries: number): number {
  return (kernel.macs?.(header) ?? 0) * (kernel.list ? entries : 1)
}
