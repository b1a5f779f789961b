import { buildEvaluationNetwork } from '../network/evaluation'
import type { Network, Shape } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import type { ArchitectureSource } from '../run/latency'

/**
 * The network that a request describes.
 * @throws RangeError when choices do not fit their space; Error when a genotype cannot be built
 */
export function buildSourceArchitecture(
  source: ArchitectureSource,
  input: Shape,
  classes: number,
): Network {
  if (source.kind === 'choices') {
    return buildArchitecture(source.space, source.choices, input, classes)
  }
  const { genotype, cells, channels } = source
  return buildEvaluationNetwork(genotype, { cells, channels, input, classes })
}
