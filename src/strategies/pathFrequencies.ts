import type { GatePath } from '../network/network'
import { gateCount, type Network } from '../network/network'

/** How often each branch was on the paths counted. */
export class PathFrequencies {
  private readonly counts: Float64Array
  private paths: number

  /** @param memory of earlier counts over as many gates */
  constructor(gates: number, memory: PathCounts | null = null) {
    this.counts = memory ? memory.counts.slice() : new Float64Array(gates)
    this.paths = memory?.paths ?? 0
  }

  count(path: GatePath): void {
    this.paths += 1
    for (const [gate, taken] of path.entries()) this.counts[gate]! += taken
  }

  /** Share of the paths that took each branch, 0–1, in the order of gates; zeros before the first. */
  shares(): Float32Array {
    return Float32Array.from(this.counts, (count) => (this.paths > 0 ? count / this.paths : 0))
  }

  memory(): PathCounts {
    return { paths: this.paths, counts: this.counts.slice() }
  }
}

export interface PathCounts {
  readonly paths: number
  /** Per gate. */
  readonly counts: Float64Array
}

/** Share of these paths that takes each branch. */
export function pathShares(network: Network, paths: readonly GatePath[]): Float32Array {
  const frequencies = new PathFrequencies(gateCount(network))
  for (const path of paths) frequencies.count(path)
  return frequencies.shares()
}
