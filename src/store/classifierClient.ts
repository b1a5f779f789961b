import { proxy, transfer, wrap, type Remote } from 'comlink'
import type { Answer, ClassifierNews, ClassifierRequest, TestExamples } from '../run/classification'
import type { DatasetSettings } from '../run/config'
import type { ClassifierWorkerApi } from '../../workers/protocol'

/** The page's end of the classifier worker, which lives as long as somebody tries something. */
export class ClassifierClient {
  private readonly worker = new Worker(
    new URL('../../workers/classifier.worker.ts', import.meta.url),
    { type: 'module', name: 'classifier' },
  )
  private readonly remote: Remote<ClassifierWorkerApi> = wrap<ClassifierWorkerApi>(this.worker)

  /** @param onEnd told when the worker dies */
  constructor(onEnd: (reason: string) => void) {
    this.worker.addEventListener('error', ({ message }) => onEnd(message || 'its script failed'))
    this.worker.addEventListener('messageerror', () => onEnd('it sent what cannot be read'))
  }

  open(
    requests: readonly ClassifierRequest[],
    onNews: (news: ClassifierNews) => void,
  ): Promise<void> {
    return this.remote.open(requests, proxy(onNews))
  }

  time(): Promise<void> {
    return this.remote.time()
  }

  classify(image: Uint8Array): Promise<readonly Answer[]> {
    const own = image.slice()
    return this.remote.classify(transfer(own, [own.buffer]))
  }

  examples(dataset: DatasetSettings, first: number, count: number): Promise<TestExamples> {
    return this.remote.examples(dataset, first, count)
  }

  /** Ends it at once, whatever it is doing, and gives the GPU back. */
  terminate(): void {
    this.worker.terminate()
  }
}
