import { multiplyAccumulates } from '../network/cost'
import { parameterCount, type Shape } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import type { Cost } from '../run/objective'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'

/** Costs remembered; at some hundred bytes each they stay below a few megabytes. */
const MOST_REMEMBERED = 20_000

/** What architectures of a space cost by themselves, at the search's own width and depth. */
export class CandidateCosts {
  private readonly known = new Map<string, Cost>()

  /** @param input height × width × channels of one image */
  constructor(
    private readonly space: SearchSpace,
    private readonly input: Shape,
    private readonly classes: number,
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
      latencyMs: null,
    }
    if (this.known.size >= MOST_REMEMBERED) this.known.clear()
    this.known.set(key, cost)
    return cost
  }
}
