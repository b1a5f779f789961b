import { splitDataset, type DataSplit } from '../data/split'
import type { EngineOptions } from '../engine/engine'
import type { GateCost } from '../engine/gateCost'
import type { Network } from '../network/network'
import type { SearchConfig } from '../run/config'
import { CandidateCosts, type LatencySource } from '../strategies/costs'
import { STRATEGIES } from '../strategies/strategies'
import type { ImageFormat } from '../strategies/strategy'
import { ConfigError } from './failure'

/** What a search stands on: all that is decided of it before there is an engine. */
export interface Groundwork {
  readonly split: DataSplit
  /** What the method trains while it searches. */
  readonly network: Network
  readonly costs: CandidateCosts
  readonly gateCost: GateCost | null
  readonly engineOptions: EngineOptions
  /** Search steps of the whole run. */
  readonly steps: number
}

/** Images of a dataset as a search uses it. */
export interface GroundData {
  readonly format: ImageFormat
  readonly trainImages: number
  readonly testImages: number
}

/**
 * @param latency null where nothing is known of latencies
 * @throws ConfigError when the config describes no network, or too few images for a batch;
 * InfeasibleError when the method cannot follow the objective
 */
export function layGround(
  config: SearchConfig,
  { format, trainImages, testImages }: GroundData,
  latency: LatencySource | null,
): Groundwork {
  const method = STRATEGIES[config.strategy.name]
  const split = splitDataset(trainImages, testImages, config.seed)
  checkBatch(config, split)
  const network = buildNetwork(() => method.supernet(config, format))
  const { height, width, channels, classes } = format
  const costs = new CandidateCosts(config.space, { height, width, channels }, classes, latency)
  const ground = { supernet: network, data: format, costs, latency }
  const gateCost = method.gateCost?.(config, ground) ?? null
  const engineOptions = { ...method.engineOptions(config), gateCost }
  return { split, network, costs, gateCost, engineOptions, steps: method.steps(config) }
}

function checkBatch({ strategy: { batch } }: SearchConfig, { weights, alphas }: DataSplit): void {
  const half = Math.min(weights.length, alphas.length)
  if (half < batch) {
    throw new ConfigError(`Half of the training images, ${half}, do not fill a batch of ${batch}`)
  }
}

function buildNetwork(build: () => Network): Network {
  try {
    return build()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`This search space describes no network: ${reason}`, { cause })
  }
}
