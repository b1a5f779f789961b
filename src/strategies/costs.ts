import { multiplyAccumulates } from '../network/cost'
import { inferenceMemory } from '../network/inferenceMemory'
import { parameterCount, type Network, type Shape } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import type { LatencyEstimate, LatencyMeasurement } from '../run/latency'
import type { Cost } from '../run/objective'
import type { CellSpace } from '../space/cellSpace'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'

/** Costs remembered; at some hundred bytes each they stay below a few megabytes. */
const MOST_REMEMBERED = 20_000

/** What knows latencies on this device. */
export interface LatencySource {
  /** Of a stand-alone network; null where it has a part that was not measured. */
  predict(network: Network): LatencyEstimate | null
  /** ms that each branch of a supernet adds by its gate, over all cells that share it. */
  gates(space: CellSpace, supernet: Network): Float32Array
}

/** What architectures of a space cost by themselves, at the search's own width and depth. */
export class CandidateCosts {
  private readonly known = new Map<string, Cost>()

  /**
   * @param input height × width × channels of one image
   * @param latency null where nothing is known of this device
   */
  constructor(
    private readonly space: SearchSpace,
    private readonly input: Shape,
    private readonly classes: number,
    private readonly latency: Pick<LatencySource, 'predict'> | null = null,
  ) {}

  /** Asking twice costs nothing. @throws RangeError when the choices do not fit the space */
  of(choices: Choices): Cost {
    const key = choices.join()
    const known = this.known.get(key)
    if (known) return known
    const network = buildArchitecture(this.space, choices, this.input, this.classes)
    const cost = {
      macs: multiplyAccumulates(network),
      parameters: parameterCount(network),
      memoryBytes: inferenceMemory(network),
      ...predictedLatency(this.latency?.predict(network) ?? null),
    }
    if (this.known.size >= MOST_REMEMBERED) this.known.clear()
    this.known.set(key, cost)
    return cost
  }
}

type LatencyCost = Pick<Cost, 'latencyMs' | 'latencyRange' | 'latencySource'>

function predictedLatency(estimate: LatencyEstimate | null): LatencyCost {
  if (!estimate) return { latencyMs: null }
  const { ms, lowMs, highMs, source } = estimate
  return { latencyMs: ms, latencyRange: [lowMs, highMs], latencySource: source }
}

/** The same architecture's cost, its latency as it was measured end to end. */
export function withMeasuredLatency(
  cost: Cost,
  { medianMs, lowMs, highMs }: LatencyMeasurement,
): Cost {
  return {
    ...cost,
    latencyMs: medianMs,
    latencyRange: [lowMs, highMs],
    latencySource: 'measured',
  }
}
