import type { BatchRequest, BatchResult, PageAutomation, ProgressListener } from '../run/automation'
import type { ComparedRun } from '../run/comparison'
import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'
import type { SearchEvent } from '../run/events'
import type { LatencyModel } from '../run/latency'
import type { YardstickRequest, YardstickScore } from '../run/yardstick'
import { requestedConfig } from './batchConfig'
import { batchResult } from './batchResult'
import { startRun } from './runControls'
import { pauseTimeline } from './replay'
import type { SearchClient } from './searchClient'
import { listenToRuns } from './searchCommands'
import { useWorkspace } from './workspace'

/** Random architectures that predictions are held against: enough to tell how well they rank. */
const NETWORKS = 20

/** Lets scripts drive the page: the same store, the same worker, the same result as the Run button. */
export function installAutomation(): void {
  window.nasPlayground = {
    run,
    compareRun,
    measureYardstick,
    train: async (request, onProgress) => {
      const { trainToEnd } = await import('./trainingAutomation')
      return trainToEnd(request, onProgress)
    },
    judgeWithSharedWeights: async (config, onProgress = () => undefined) => {
      const { fidelitySample } = await import('../run/fidelity')
      return onOwnWorker((client) =>
        client.judgeWithSharedWeights(config, fidelitySample(config), null, (news) =>
          onProgress(`shared weights: ${news.task}`, news.fraction),
        ),
      )
    },
    benchSteps: (options, onProgress = () => undefined) =>
      onOwnWorker((client) => client.benchSteps(options, onProgress)),
    benchPaths: (options, onProgress = () => undefined) =>
      onOwnWorker((client) => client.benchPaths(options, onProgress)),
    benchLatency: async (options, onProgress = () => undefined) => {
      const { benchLatency } = await import('./latencyBench')
      return onOwnWorker((client) => benchLatency(client, options, onProgress))
    },
    benchKernels: (options) => onOwnWorker((client) => client.benchKernels(options)),
    showRecording: async (address) => {
      const { showRecording } = await import('./viewStage')
      await showRecording(address)
    },
    showViews: async (asked) => {
      const { showViews } = await import('./viewStage')
      await showViews(asked)
    },
    moveTo: async (snapshot) => {
      const { moveTo } = await import('./viewStage')
      await moveTo(snapshot)
    },
  } satisfies PageAutomation
}

async function run(request: BatchRequest, onProgress?: ProgressListener): Promise<BatchResult> {
  const startMs = performance.now()
  const config = requestedConfig(request)
  const latencyModel = request.measure && (await measuredModel(config, onProgress))
  const events = await runToEnd(config, onProgress, latencyModel)
  return batchResult(config, request, events, performance.now() - startMs)
}

async function compareRun(
  request: BatchRequest,
  onProgress?: ProgressListener,
): Promise<ComparedRun> {
  const { comparedEvents } = await import('./compareRun')
  const events = await runToEnd(requestedConfig(request), onProgress)
  return comparedEvents(events, new Date().toISOString())
}

async function measureYardstick(
  request: YardstickRequest,
  onProgress?: ProgressListener,
): Promise<readonly YardstickScore[]> {
  const { measureArchitectures } = await import('./compareYardstick')
  return measureArchitectures(request, (news) => {
    if (news.type === 'progress') onProgress?.('yardstick', news.fraction)
  })
}

/** Everything that a run told. @throws Error with the run's own message when it failed */
async function runToEnd(
  config: SearchConfig,
  onProgress: ProgressListener | undefined,
  latencyModel?: LatencyModel,
): Promise<readonly SearchEvent[]> {
  useWorkspace.getState().takeConfig(config)
  const events: SearchEvent[] = []
  let steps = config.budget.steps
  await new Promise<void>((resolve, reject) => {
    const stopListening = listenToRuns((batch) => {
      events.push(...batch)
      for (const event of batch) {
        if (event.type === 'started') steps = event.steps
        tellProgress(event, steps, onProgress)
        if (event.type === 'error') reject(new Error(`${event.message}. ${event.advice}`))
        if (event.type !== 'phase') continue
        if (['finished', 'stopped', 'failed'].includes(event.phase)) {
          stopListening()
          resolve()
        }
      }
    })
    void startRun(config, latencyModel).then(() => {
      const { failure } = useWorkspace.getState()
      if (failure) reject(new Error(failure.message))
    })
  })
  return events
}

/** What predicts latencies in the space of `config` on this device, measured afresh. */
async function measuredModel(
  { space, dataset, seed }: SearchConfig,
  onProgress: ProgressListener | undefined,
): Promise<LatencyModel> {
  const request = { space, ...datasetFormat(dataset), networks: NETWORKS, seed, known: null }
  return onOwnWorker((client) =>
    client.measureLatency(request, (news) => {
      if (news.type === 'progress') onProgress?.(`latency: ${news.task}`, news.fraction)
    }),
  )
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

function tellProgress(
  event: SearchEvent,
  steps: number,
  onProgress: ProgressListener | undefined,
): void {
  if (event.type === 'progress') onProgress?.(event.task, event.fraction)
  if (event.type === 'snapshot') {
    onProgress?.('search', event.snapshot.step / steps)
  }
}
