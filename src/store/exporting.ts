import { create } from 'zustand'
import type { ExportArchive } from '../export/archive'
import type {
  ArchiveOrder,
  ExportOrder,
  MeasuringNews,
  PrecisionReport,
} from '../export/exportOrder'
import type { Precision } from '../export/precision'
import { datasetClassNames } from '../run/datasets'
import { openExportClient, type ExportClient } from './exportClient'
import { pauseTimeline } from './replay'
import type { ShownArchitecture } from './shown'
import type { KeptTraining } from './trained'
import { shownSubject } from './trainingSubject'

interface Exporting {
  /** What rounding the weights costs, by the id of the training. */
  readonly reports: Readonly<Record<string, readonly PrecisionReport[]>>
  readonly measuring: (MeasuringNews & { readonly id: string }) | null
  /** Why the last measurement came to nothing. */
  readonly failure: string | null
}

export const useExporting = create<Exporting>()(() => ({
  reports: {},
  measuring: null,
  failure: null,
}))

const { setState: set, getState: get } = useExporting

/** One makes files while the other measures. */
const clients: Record<'files' | 'measuring', ExportClient | null> = { files: null, measuring: null }

export function makeArchive(order: ArchiveOrder): Promise<ExportArchive> {
  clients.files ??= openExportClient()
  return clients.files.make(order)
}

/** Judges a kept network at every precision, on a worker and a device of its own. */
export async function measurePrecisions(id: string, order: ExportOrder): Promise<void> {
  if (get().measuring) return
  pauseTimeline()
  const client = (clients.measuring = openExportClient())
  set({ measuring: { id, task: 'waiting', fraction: null }, failure: null })
  try {
    const reports = await client.measure(order, (news) => set({ measuring: { id, ...news } }))
    set(({ reports: known }) => ({ reports: { ...known, [id]: reports } }))
  } catch (error) {
    set({ failure: error instanceof Error ? error.message : String(error) })
  } finally {
    client.close()
    set({ measuring: null })
  }
}

/** Ends the workers; what was measured stays. */
export function closeExporting(): void {
  cancelMeasuring()
  clients.files?.close()
  clients.files = null
}

export function cancelMeasuring(): void {
  clients.measuring?.close()
  clients.measuring = null
  set({ measuring: null, failure: null })
}

/** A kept training as it is taken away. */
export function trainedOrder({ name, result }: KeptTraining): ExportOrder {
  const { config, test, best, parameters, macs, mean, deviation, engine } = result
  const { weights, runningStatistics } = result
  const [low, high] = test.interval.map((each) => (100 * each).toFixed(1))
  const accuracy = ((100 * test.correct) / test.images).toFixed(1)
  const { trainImages } = config.dataset
  const tested = `Test accuracy ${accuracy} % of ${test.images} images (95 % interval ${low} to ${high} %)`
  return {
    name,
    subject: config.subject,
    dataset: config.dataset,
    trained: { weights, runningStatistics, mean, deviation },
    facts: [
      ...architectureFacts(config.subject),
      `${parameters} parameters, ${macs} multiply-accumulates an image`,
      `Trained on ${trainImages} images of ${datasetTitle(config.dataset)} (${engine.adapter})${best ? `; checkpoint of epoch ${best.epoch.toFixed(1)}` : ''}`,
      tested,
    ],
    seed: config.seed,
  }
}

/** The architecture on screen, which no weights belong to. */
export function untrainedOrder(shown: ShownArchitecture): ExportOrder {
  const subject = shownSubject(shown)
  const { dataset, seed } = shown.config
  const classes = datasetClassNames(dataset).length
  return {
    name: shown.name ?? 'architecture',
    subject,
    dataset,
    trained: null,
    facts: [
      ...architectureFacts(subject),
      `Not trained: made for ${datasetTitle(dataset)}, ${classes} classes`,
    ],
    seed,
  }
}

/** What to say of weights that were rounded; `report` where their accuracy was measured. */
export function precisionFacts(precision: Precision, report?: PrecisionReport): string[] {
  if (precision === 'float32') return []
  const kept = `Filters kept as ${precision}; biases and batch norm in full`
  if (!report?.change) return [kept]
  const { correct, images, change } = report
  const [by, low, high] = [change.change, ...change.interval].map((each) => (100 * each).toFixed(2))
  const accuracy = ((100 * correct) / images).toFixed(1)
  return [
    `${kept}: ${accuracy} % of the test images, ${by} points off (95 % interval ${low} to ${high})`,
  ]
}

function architectureFacts(subject: ExportOrder['subject']): string[] {
  const text = subject.kind === 'reference' ? subject.name : subject.text
  return [`Architecture: ${text.trim().replace(/\s*\n\s*/g, ' ')}`]
}

const datasetTitle = ({ own }: ExportOrder['dataset']) => own?.title ?? 'Fashion-MNIST'
