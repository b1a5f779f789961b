import type { ExportArchive } from '../src/export/archive'
import type {
  ArchiveOrder,
  ExportOrder,
  MeasuringNews,
  PrecisionReport,
} from '../src/export/exportOrder'
import type {
  KernelBenchOptions,
  KernelBenchRow,
  PathBenchOptions,
  PathBenchRow,
  ProgressListener,
  StepBenchOptions,
  StepBenchRow,
} from '../src/run/automation'
import type {
  Answer,
  ClassifierNews,
  ClassifierRequest,
  TestExamples,
} from '../src/run/classification'
import type { EngineInfo, SearchEvent } from '../src/run/events'
import type { FidelityConfig, SharedAccuracy, SharedNews, SharedWeights } from '../src/run/fidelity'
import type { BufferLimits, PlanningDevice, SearchForecast } from '../src/run/forecast'
import type {
  ArchitectureLatency,
  ArchitectureLatencyRequest,
  DeviceProfile,
  LatencyModel,
  LatencyNews,
  LatencyRequest,
} from '../src/run/latency'
import type { DatasetSettings, PresetName, SearchConfig } from '../src/run/config'
import type { ObjectiveSettings } from '../src/run/objective'
import type {
  DataNews,
  DataPreview,
  KeptData,
  OpenedData,
  PictureForm,
  PreparedData,
} from '../src/run/ownData'
import type { ProfileNews } from '../src/run/stepProfile'
import type { YardstickNews, YardstickRequest, YardstickScore } from '../src/run/yardstick'
import type { TrainingConfig, TrainingEvent } from '../src/run/training'
import type { Checkpoint } from '../src/search/checkpoint'
import type { TrainingCheckpoint } from '../src/search/training'

/** What the search worker offers to the page, through Comlink. Types only. */
export interface SearchWorkerApi {
  /** What this device can do; cheap, and needs no run. */
  probe(): Promise<DeviceProbe>
  /**
   * Prepares and starts a run, replacing any earlier one; from a checkpoint if one is given. Events
   * arrive at `listener`, failures too. Resolves when the preparation is over. Commands may come
   * before that: `pause` or `step` right after `start` keep the run from running on.
   * @param latencyModel predicts the latency of what the run judges, if it fits this device and the
   * config; a run whose objective needs one measures it otherwise
   */
  start(
    config: SearchConfig,
    listener: (events: SearchEvent[]) => void,
    resumeFrom?: Checkpoint | null,
    latencyModel?: LatencyModel | null,
  ): Promise<void>
  pause(): Promise<void>
  /** Goes on after a pause, or after a failure from the state that was kept. */
  resume(): Promise<void>
  /** One search step, then paused. */
  step(): Promise<void>
  /** Ends the run early and derives from what was learnt. */
  stop(): Promise<void>
  /**
   * From the next step on the search is after something else; an `objective` event tells since when.
   * A paused run takes it up when it goes on. Resolves when it is in force, or not wanted any more.
   * @returns why it cannot be, and the search goes on as it was; null otherwise
   */
  changeObjective(objective: ObjectiveSettings): Promise<string | null>
  /** Drops the run and frees the GPU. */
  reset(): Promise<void>
  /** The newest state the present run can be resumed from; null when there is none. */
  checkpoint(): Promise<Checkpoint | null>
  /** Times search steps of engines, for `npm run bench`; best on a worker of its own. */
  benchSteps(
    options: StepBenchOptions,
    onProgress: ProgressListener,
  ): Promise<readonly StepBenchRow[]>
  /** Times single paths beside the whole supernet, for `npm run bench`. */
  benchPaths(
    options: PathBenchOptions,
    onProgress: ProgressListener,
  ): Promise<readonly PathBenchRow[]>
  /** Profiles the compiled engine's step, kernel by kernel. */
  benchKernels(options: KernelBenchOptions): Promise<readonly KernelBenchRow[]>
  /**
   * Profiles a step of the search that `config` describes, on a device of its own, and tells `onNews`
   * after every measurement; resolves after the last. On a worker of its own it can be broken off.
   */
  profileStep(config: SearchConfig, onNews: (news: ProfileNews) => void): Promise<void>
  /**
   * Trains architectures from scratch by the yardstick's recipe, one after another. The engine stays
   * open for the next request; on a worker of its own it can be broken off.
   */
  measureYardstick(
    request: YardstickRequest,
    onNews: (news: YardstickNews) => void,
  ): Promise<readonly YardstickScore[]>
  /**
   * Judges architectures with shared weights: those that a search left, or, without, some that are
   * trained first. Waits for the GPU; on a worker of its own it can be broken off.
   */
  judgeWithSharedWeights(
    config: FidelityConfig,
    texts: readonly string[],
    left: SharedWeights | null,
    onNews: (news: SharedNews) => void,
  ): Promise<readonly SharedAccuracy[]>
  /**
   * What this device can do, measured. Like the next two it holds the GPU while it measures, on a
   * device of its own, and refuses while another search or measurement holds it; on a worker of its
   * own it can be broken off.
   */
  profileDevice(onNews: (news: LatencyNews) => void): Promise<DeviceProfile>
  /** The latency of a space's operations, and how well they predict that of whole networks. */
  measureLatency(
    request: LatencyRequest,
    onNews: (news: LatencyNews) => void,
  ): Promise<LatencyModel>
  /** One architecture end to end, on each backend asked for. */
  measureArchitecture(
    request: ArchitectureLatencyRequest,
    onNews: (news: LatencyNews) => void,
  ): Promise<readonly ArchitectureLatency[]>
}

export type FilmFormat = 'gif' | 'webm'

export interface FilmSettings {
  readonly format: FilmFormat
  /** Pixels, even. */
  readonly width: number
  readonly height: number
}

/** What the film worker offers: pictures go in one by one, a file comes out. */
export interface FilmWorkerApi {
  /** Video formats need WebCodecs and one of the encoders of WebM. */
  canEncode(settings: FilmSettings): Promise<boolean>
  /** @param samples pictures that between them have the film's colours; needed for GIF */
  open(settings: FilmSettings, samples: readonly ImageBitmap[]): Promise<void>
  /** @param at when it is shown, seconds, @param lasting seconds */
  add(picture: ImageBitmap, at: number, lasting: number): Promise<void>
  finish(): Promise<Uint8Array<ArrayBuffer>>
}

/** What the forecast worker offers: it plans beside a search that is training, and needs no GPU. */
export interface ForecastWorkerApi {
  /** Best asked on a worker of its own, which can be ended: planning takes seconds for large supernets. */
  forecast(config: SearchConfig, device: PlanningDevice): Promise<SearchForecast>
}

export interface DeviceProbe {
  readonly info: EngineInfo
  /** How large a piece of GPU memory may be; null where there is no WebGPU. */
  readonly limits: BufferLimits | null
  /** Milliseconds for a fixed small GPU workload; null where there is no WebGPU. */
  readonly workloadMs: number | null
  /** The largest preset that this device runs in reasonable time. */
  readonly preset: PresetName
  /** Why WebGPU is not used; null when it is. */
  readonly webgpuProblem: string | null
}

/** What the training worker offers: networks trained by themselves, one at a time. */
export interface TrainingWorkerApi {
  /**
   * Trains a network from scratch, from a checkpoint if one is given. Events arrive at `listener`,
   * failures too; resolves when it is over, whichever way.
   */
  train(
    config: TrainingConfig,
    listener: (events: TrainingEvent[]) => void,
    resumeFrom?: TrainingCheckpoint | null,
  ): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Trains no further, and tests the best there is. */
  finish(): Promise<void>
  /** Ends it, and nothing comes of it. */
  drop(): Promise<void>
  /** The newest state that the present training can be resumed from. */
  checkpoint(): Promise<TrainingCheckpoint | null>
}

/** What the export worker offers: networks as files, and what rounding their weights costs. */
export interface ExportWorkerApi {
  make(order: ArchiveOrder): Promise<ExportArchive>
  /** Judges the network's weights at every precision on all test images; holds the GPU meanwhile. */
  measure(
    order: ExportOrder,
    onNews: (news: MeasuringNews) => void,
  ): Promise<readonly PrecisionReport[]>
}

/** What the classifier worker offers: networks that answer for one image at a time. */
export interface ClassifierWorkerApi {
  /**
   * Compiles networks in place of those before, each in its turn with the GPU to itself; `onNews`
   * hears of those that stand, and of those that cannot. Resolves when all have been tried.
   */
  open(
    requests: readonly ClassifierRequest[],
    onNews: (news: ClassifierNews) => void,
  ): Promise<void>
  /** Times what is open, which the same listener hears; resolves when the figures hold still. */
  time(): Promise<void>
  /** What every open network makes of an image: bytes, height × width × channels. */
  classify(image: Uint8Array): Promise<readonly Answer[]>
  /** Test images to look at. */
  examples(dataset: DatasetSettings, first: number, count: number): Promise<TestExamples>
}

/** A file as it was dropped or chosen. */
export interface BroughtFile {
  /** With `/` between folders. */
  readonly path: string
  readonly file: Blob
}

/** What the data worker offers: what people bring is made into images of one size, and kept. */
export interface DataWorkerApi {
  /**
   * Says what files are. Like all that follows it rejects with what is wrong, in words for people.
   * @param title what the data is called where files do not say
   * @param camera whether the files are pictures that were just taken
   */
  open(
    files: readonly BroughtFile[],
    title: string,
    camera: boolean,
    onNews: (news: DataNews) => void,
  ): Promise<OpenedData>
  /** Makes images of what was opened. @param form of pictures; other files have one of their own */
  prepare(form: PictureForm, onNews: (news: DataNews) => void): Promise<PreparedData>
  /** Keeps what was prepared, in place of what has the same content. */
  keep(title: string, onNews: (news: DataNews) => void): Promise<KeptData>
  list(): Promise<readonly KeptData[]>
  preview(name: string): Promise<DataPreview>
  rename(name: string, title: string): Promise<void>
  remove(name: string): Promise<void>
}
