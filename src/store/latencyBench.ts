import { LatencyPredictor } from '../measure/predictor'
import { buildArchitecture } from '../network/spaceNetworks'
import type { LatencyBenchOptions, LatencyBenchResult, ProgressListener } from '../run/automation'
import { FASHION_MNIST_FORMAT } from '../run/datasets'
import type { LatencyMeasurement, LatencyModel } from '../run/latency'
import { spacePreset } from '../run/spacePresets'
import { spaceModel } from '../space/spaceModels'
import type { SearchClient } from './searchClient'

/**
 * Measures the latencies of a space afresh, and the first of its random architectures over and over.
 * @throws Error when the measurement fails, or what it measured does not run alone
 */
export async function benchLatency(
  client: SearchClient,
  { preset, space: name, networks, seed, repeats: count }: LatencyBenchOptions,
  onProgress: ProgressListener,
): Promise<LatencyBenchResult> {
  const space = spacePreset(preset, name)
  const format = FASHION_MNIST_FORMAT
  const request = { space, ...format, networks, seed, known: null }
  const model = await client.measureLatency(request, (news) => {
    if (news.type === 'progress') onProgress(news.task, news.fraction)
  })
  const first = model.validation?.trials[0]
  if (!first) throw new Error('No architecture was measured')
  const choices = spaceModel(space).parse(first.text)
  const architecture = { kind: 'choices', space, choices } as const
  const repeats: LatencyMeasurement[] = []
  while (repeats.length < count) {
    onProgress('repeats', repeats.length / count)
    const [measured] = await client.measureArchitecture(
      { architecture, ...format, backends: ['plan'] },
      () => undefined,
    )
    if (!measured?.latency) throw new Error(measured?.problem ?? 'Nothing was measured')
    repeats.push(measured.latency)
  }
  return { model, repeats, msPerPrediction: timePredictions(model) }
}

/** A search asks for every candidate, and the front for every point. */
function timePredictions(model: LatencyModel): number {
  const { space, input, classes } = model.table
  const { trials = [] } = model.validation ?? {}
  const networks = trials.map(({ text }) =>
    buildArchitecture(space, spaceModel(space).parse(text), input, classes),
  )
  const predictor = new LatencyPredictor(model)
  const start = performance.now()
  for (const network of networks) predictor.predict(network)
  return (performance.now() - start) / networks.length
}
