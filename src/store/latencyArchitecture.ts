import { buildSourceArchitecture } from '../measure/architectureSource'
import { LatencyPredictor } from '../measure/predictor'
import { datasetFormat } from '../run/datasets'
import type {
  ArchitectureLatencyRequest,
  LatencyEstimate,
  LatencyMeasurement,
  LatencyModel,
} from '../run/latency'
import { spaceModel } from '../space/spaceModels'
import type { ShownArchitecture } from './shown'

/** An architecture that can be built out and timed. */
export type TimedArchitecture = Omit<ArchitectureLatencyRequest, 'backends'>

/**
 * What of the result column is timed: the very network whose parameters and MACs it shows. Null for
 * cells by themselves while a space of another kind is being designed, which says no size for them.
 */
export function timedArchitecture({
  space,
  text,
  genotype,
  config,
}: Pick<ShownArchitecture, 'space' | 'text' | 'genotype' | 'config'>): TimedArchitecture | null {
  const format = datasetFormat(config.dataset)
  if (space && space.kind !== 'cell') {
    return {
      architecture: { kind: 'choices', space, choices: spaceModel(space).parse(text) },
      ...format,
    }
  }
  if (!genotype || config.space.kind !== 'cell') return null
  const { cells, channels } = config.space
  return { architecture: { kind: 'genotype', genotype, cells, channels }, ...format }
}

/** What the model of a device expects; null where it has not measured some part of the network. */
export function predictLatency(
  model: LatencyModel,
  { architecture, input, classes }: TimedArchitecture,
): LatencyEstimate | null {
  return new LatencyPredictor(model).predict(buildSourceArchitecture(architecture, input, classes))
}

/** A measurement as it is shown. */
export function measuredEstimate({
  medianMs,
  lowMs,
  highMs,
}: Pick<LatencyMeasurement, 'medianMs' | 'lowMs' | 'highMs'>): LatencyEstimate {
  return { ms: medianMs, lowMs, highMs, source: 'measured' }
}
