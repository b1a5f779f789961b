import { NoWebGpuError } from '../engine/device'
import { pathNetwork } from '../engine/eager/pathState'
import type { InferenceEngine } from '../engine/inference'
import { initialEngineState } from '../engine/initialState'
import { classProbabilities } from '../engine/logits'
import type { InferenceState } from '../engine/plan/inferenceEngine'
import { describeDevice } from '../measure/describeDevice'
import { Sampler } from '../measure/sampler'
import { settle } from '../measure/interleaved'
import { softmaxRows } from '../network/gates'
import type { Network } from '../network/network'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import { buildTrained } from '../network/trainingNetworks'
import { randomKey, splitKey } from '../random/random'
import type {
  Answer,
  ClassifierName,
  ClassifierNews,
  ClassifierRequest,
  ClassifierSource,
  Normalisation,
} from '../run/classification'
import { datasetFormat, type DatasetFormat } from '../run/datasets'
import type { DeviceEngines } from './deviceEngines'

interface Answering {
  readonly network: Network
  readonly state: InferenceState
}

/** How sure latencies are, as shares of what a thorough measurement takes, when they are told. */
const TOLD_AT = [0.1, 0.3]

/** Networks that answer for one image at a time, side by side. */
export class Classifiers {
  private readonly open = new Map<ClassifierName, InferenceEngine>()

  constructor(private readonly engines: Pick<DeviceEngines, 'openGpu'>) {}

  /**
   * Compiles a network. Those that are open stay so.
   * @throws RangeError when weights do not fit; what engines throw where a network does not run here
   */
  async add(
    { name, source, dataset }: ClassifierRequest,
    normalisation: Normalisation,
    onNews: (news: ClassifierNews) => void,
  ): Promise<void> {
    this.open.get(name)?.destroy()
    this.open.delete(name)
    const { network, state } = answering(source, datasetFormat(dataset))
    const onProgress = (fraction: number) => onNews({ type: 'compiling', name, fraction })
    onProgress(0)
    const gpu = await this.engines.openGpu().catch((problem: unknown) => {
      if (problem instanceof NoWebGpuError) return null
      throw problem
    })
    if (gpu) {
      const { createInferenceEngine } = await import('../engine/plan/inferenceEngine')
      const options = { state, normalisation, onProgress }
      this.open.set(name, await createInferenceEngine(gpu, network, options))
      onNews({ type: 'opened', name, backend: 'plan', device: describeDevice(gpu) })
      return
    }
    const { openFallbackInference } = await import('./fallbackInference')
    const { engine, device } = await openFallbackInference(network, { state, normalisation })
    this.open.set(name, engine)
    onNews({ type: 'opened', name, backend: engine.backend, device })
  }

  /** @param image bytes, height × width × channels */
  async classify(image: Uint8Array): Promise<readonly Answer[]> {
    const answers: Answer[] = []
    for (const [name, engine] of this.open) {
      const logits = await engine.infer(image)
      answers.push({ name, probabilities: classProbabilities(logits, logits.length) })
    }
    return answers
  }

  /**
   * Times all that are open by turns, end to end; better figures follow the first ones. Images are
   * answered in between.
   */
  async time(onNews: (news: ClassifierNews) => void, signal: AbortSignal): Promise<void> {
    const samplers: [ClassifierName, Sampler][] = []
    for (const [name, engine] of this.open) {
      samplers.push([name, await Sampler.prepare(engine, { signal })])
    }
    for (const progress of TOLD_AT) {
      await settle(
        samplers.map(([, sampler]) => sampler),
        progress,
        { signal },
      )
      for (const [name, sampler] of samplers) {
        onNews({ type: 'latency', name, latency: sampler.measurement() })
      }
    }
  }

  close(): void {
    for (const engine of this.open.values()) engine.destroy()
    this.open.clear()
  }
}

/** The network that answers, and with what. @throws RangeError when the weights are not its own */
export function answering(source: ClassifierSource, { input, classes }: DatasetFormat): Answering {
  switch (source.kind) {
    case 'trained': {
      const { weights, runningStatistics } = source
      const network = buildTrained(source.subject, input, classes)
      return { network, state: { weights, runningStatistics } }
    }
    case 'untrained': {
      const network = buildTrained(source.subject, input, classes)
      const seed = splitKey(randomKey(source.seed), 'untrained')
      return { network, state: initialEngineState(network, seed) }
    }
    case 'supernet': {
      const { config, choices, alphas } = source
      const supernet = buildSpaceSupernet(config.space, input, classes)
      if (config.strategy.name === 'darts') {
        const gates = softmaxRows(alphas, supernet.gateTables)
        const { weights, runningStatistics } = source
        return { network: supernet, state: { weights, runningStatistics, gates } }
      }
      if (!choices) throw new RangeError('Nothing has been found that a path could be of')
      const path = pathNetwork(supernet, gatePath(config.space, supernet, choices))
      return { network: path.network, state: path.takeAnswering(source) }
    }
  }
}
