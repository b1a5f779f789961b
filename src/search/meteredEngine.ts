import type {
  EngineState,
  EvaluationOptions,
  EvaluationResult,
  ImageData8,
  Inspection,
  InspectionOptions,
  TrainingEngine,
  TrainingStep,
} from '../engine/engine'
import type { GatePath } from '../network/network'
import type { Usage } from '../run/events'

export const NOTHING_USED: Usage = { imagesTrained: 0, imagesJudged: 0, gpuMs: 0 }

/**
 * An engine that counts what is asked of it, for every method alike. The device counts as busy from
 * when a task is given to it, or the task before it ends, until its answer is there: the time that
 * waiting for the host costs is not in it, the time of the way back is.
 */
export class MeteredEngine implements TrainingEngine {
  private used: Usage
  private lastAnswerMs = -Infinity
  /** The path trained last; null before the first, and where all branches are. */
  lastPath: GatePath | null = null

  constructor(
    private readonly engine: TrainingEngine,
    private readonly now: () => number,
    usedBefore: Usage = NOTHING_USED,
  ) {
    this.used = usedBefore
  }

  /** Of all tasks answered so far. */
  get usage(): Usage {
    return this.used
  }

  get network() {
    return this.engine.network
  }

  get batch() {
    return this.engine.batch
  }

  get gpuBytes() {
    return this.engine.gpuBytes
  }

  get dispatchesPerStep() {
    return this.engine.dispatchesPerStep
  }

  load(data: ImageData8): void {
    this.engine.load(data)
  }

  train(step: TrainingStep) {
    this.lastPath = step.path ?? null
    const images = (step.gateBatch?.length ?? 0) + (step.weightBatch?.length ?? 0)
    return this.meter(this.engine.train(step), { imagesTrained: images })
  }

  evaluate(indices: Uint32Array, options?: EvaluationOptions): Promise<EvaluationResult> {
    return this.meter(this.engine.evaluate(indices, options), { imagesJudged: indices.length })
  }

  /** Shown and no more: no use of the method's. */
  inspect(indices: Uint32Array, options: InspectionOptions): Promise<Inspection> {
    return this.engine.inspect(indices, options)
  }

  recalibrate(indices: Uint32Array, path?: GatePath): Promise<void> {
    return this.meter(this.engine.recalibrate(indices, path), { imagesJudged: indices.length })
  }

  readAlphas(): Promise<Float32Array> {
    return this.engine.readAlphas()
  }

  exportState(): Promise<EngineState> {
    return this.engine.exportState()
  }

  importState(state: EngineState): void {
    this.engine.importState(state)
  }

  destroy(): void {
    this.engine.destroy()
  }

  private async meter<T>(task: Promise<T>, images: Partial<Usage>): Promise<T> {
    const givenMs = this.now()
    const answer = await task
    const answerMs = this.now()
    const { imagesTrained, imagesJudged, gpuMs } = this.used
    this.used = {
      imagesTrained: imagesTrained + (images.imagesTrained ?? 0),
      imagesJudged: imagesJudged + (images.imagesJudged ?? 0),
      gpuMs: gpuMs + answerMs - Math.max(givenMs, this.lastAnswerMs),
    }
    this.lastAnswerMs = answerMs
    return answer
  }
}
