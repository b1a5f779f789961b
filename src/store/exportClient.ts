import { proxy, wrap } from 'comlink'
import type { ExportWorkerApi } from '../../workers/protocol'
import type { ExportArchive } from '../export/archive'
import type {
  ArchiveOrder,
  ExportOrder,
  MeasuringNews,
  PrecisionReport,
} from '../export/exportOrder'

/** A worker that makes files of networks, for as long as somebody looks at them. */
export interface ExportClient {
  make(order: ArchiveOrder): Promise<ExportArchive>
  measure(
    order: ExportOrder,
    onNews: (news: MeasuringNews) => void,
  ): Promise<readonly PrecisionReport[]>
  /** Breaks off whatever is under way, and frees the GPU. */
  close(): void
}

export function openExportClient(): ExportClient {
  const worker = new Worker(new URL('../../workers/export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'export',
  })
  const remote = wrap<ExportWorkerApi>(worker)
  // Comlink leaves calls pending for ever when a worker dies.
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(message || 'The worker that makes files could not be started')),
    )
  })
  died.catch(() => undefined)
  return {
    make: (order) => Promise.race([remote.make(order), died]),
    measure: (order, onNews) => Promise.race([remote.measure(order, proxy(onNews)), died]),
    close: () => worker.terminate(),
  }
}
