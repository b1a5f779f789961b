import type { BatchRequest, BatchResult, PageAutomation, ProgressListener } from '../run/automation'
import { batchStrategyOf, withBatchStrategy } from '../run/batchStrategy'
import type { SearchConfig } from '../run/config'
import type { SearchEvent } from '../run/events'
import { presetConfig } from '../run/presets'
import { parseSearchConfig } from '../run/schema'
import { formatGenotype } from '../space/genotypeFormat'
import { encodeLink } from '../share/link'
import { startRun } from './runControls'
import { pauseTimeline } from './replay'
import type { SearchClient } from './searchClient'
import { listenToRuns } from './searchCommands'
import { useWorkspace } from './workspace'

const DEFAULT_SEED = 1

/** Lets scripts drive the page: the same store, the same worker, the same result as the Run button. */
export function installAutomation(): void {
  window.nasPlayground = {
    run,
    benchStep: (options, onProgress = () => undefined) =>
      onOwnWorker((client) => client.benchStep(options, onProgress)),
    benchKernels: (options) => onOwnWorker((client) => client.benchKernels(options)),
  } satisfies PageAutomation
}

async function run(request: BatchRequest, onProgress?: ProgressListener): Promise<BatchResult> {
  const config = requestedConfig(request)
  useWorkspace.getState().takeConfig(config)
  const events: SearchEvent[] = []
  await new Promise<void>((resolve, reject) => {
    const stopListening = listenToRuns((batch) => {
      events.push(...batch)
      for (const event of batch) {
        tellProgress(event, config, onProgress)
        if (event.type === 'error') reject(new Error(`${event.message}. ${event.advice}`))
        if (event.type !== 'phase') continue
        if (['finished', 'stopped', 'failed'].includes(event.phase)) {
          stopListening()
          resolve()
        }
      }
    })
    void startRun(config).then(() => {
      const { failure } = useWorkspace.getState()
      if (failure) reject(new Error(failure.message))
    })
  })
  return resultOf(config, request, events)
}

/** On a worker of its own with the page at rest, so that nothing else is measured. */
async function onOwnWorker<T>(work: (client: SearchClient) => Promise<T>): Promise<T> {
  pauseTimeline()
  const { SearchClient } = await import('./searchClient')
  const client = new SearchClient()
  try {
    return await work(client)
  } finally {
    client.terminate()
  }
}

/** @throws Error when the config given is not one */
function requestedConfig({ preset, strategy, config, seed, steps }: BatchRequest): SearchConfig {
  let base: SearchConfig = presetConfig(preset, seed ?? DEFAULT_SEED)
  if (config !== undefined) {
    const parsed = parseSearchConfig(config)
    if (!parsed.ok) throw new Error(`${parsed.problem.path}: ${parsed.problem.message}`)
    base = parsed.value
  }
  const asked = {
    ...(strategy === undefined ? base : withBatchStrategy(base, strategy, preset)),
    seed: seed ?? base.seed,
    budget: { steps: steps ?? base.budget.steps },
  }
  const checked = parseSearchConfig(asked)
  if (!checked.ok) throw new Error(`${checked.problem.path}: ${checked.problem.message}`)
  return checked.value
}

function tellProgress(
  event: SearchEvent,
  config: SearchConfig,
  onProgress: ProgressListener | undefined,
): void {
  if (event.type === 'progress') onProgress?.(event.task, event.fraction)
  if (event.type === 'snapshot') {
    onProgress?.('search', event.snapshot.step / config.budget.steps)
  }
}

/** @throws Error when the run ended without a result */
function resultOf(
  config: SearchConfig,
  { config: given, preset }: BatchRequest,
  events: readonly SearchEvent[],
): BatchResult {
  const snapshots = events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot] : []))
  const result = events.findLast((event) => event.type === 'result')
  const engine = events.find((event) => event.type === 'started')?.engine
  const last = snapshots.at(-1)
  if (!result || !engine || !last) throw new Error('The run ended without a result.')
  const { genotype, supernetAccuracy } = result.record
  const accuracy = supernetAccuracy === null ? {} : { accuracy: supernetAccuracy }
  return {
    strategy: batchStrategyOf(config),
    preset: given === undefined ? preset : 'custom',
    dataset: config.dataset.name,
    seed: config.seed,
    steps: last.step,
    genotype: formatGenotype(genotype),
    trainLoss: snapshots.map(({ trainLoss }) => trainLoss),
    valAccuracy: supernetAccuracy ?? Number.NaN,
    alphaHash: result.alphaHash,
    msPerStep: last.elapsedMs / last.step,
    dispatchesPerStep: engine.dispatchesPerStep,
    gpuBytes: engine.gpuBytes,
    engine: engine.engine,
    adapter: engine.adapter,
    link: location.origin + location.pathname + encodeLink({ config, genotype, ...accuracy }),
    config,
  }
}
