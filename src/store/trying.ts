import { create } from 'zustand'
import {
  CLASSIFIERS,
  type ClassifierName,
  type ClassifierNews,
  type ClassifierRequest,
  type TestExamples,
} from '../run/classification'
import type { DatasetSettings } from '../run/config'
import type { DeviceDescription, LatencyBackend, LatencyMeasurement } from '../run/latency'
import { ClassifierClient } from './classifierClient'

/** One of the networks that are tried, as far as it has got. */
export interface TriedNetwork {
  /** 0–1 while it is being made ready; null before that. */
  readonly compiling: number | null
  readonly runsOn: { readonly backend: LatencyBackend; readonly device: DeviceDescription } | null
  readonly latency: LatencyMeasurement | null
  readonly probabilities: Float32Array | null
  readonly problem: string | null
}

interface Trying {
  readonly networks: Readonly<Record<ClassifierName, TriedNetwork>>
  /** Whether somebody else has the GPU. */
  readonly waiting: boolean
  /** Why nothing answers any more; null while all is well. */
  readonly failure: string | null
}

const BLANK: TriedNetwork = {
  compiling: null,
  runsOn: null,
  latency: null,
  probabilities: null,
  problem: null,
}
const NOTHING = Object.fromEntries(CLASSIFIERS.map((name) => [name, BLANK])) as Trying['networks']

/** What networks take an image for, while somebody tries them. */
export const useTrying = create<Trying>()(() => ({
  networks: NOTHING,
  waiting: false,
  failure: null,
}))

const { setState: set } = useTrying

type Client = Pick<ClassifierClient, 'open' | 'time' | 'classify' | 'examples' | 'terminate'>

/** From opening to closing: one worker, and the image that is on show. */
export class TryingSession {
  private connection: Client | null = null
  private image: Uint8Array | null = null
  private stale = false
  private answering = false
  /** Counts what was opened, so that late news of earlier networks is told apart. */
  private opened = 0

  constructor(
    private readonly connect: (onEnd: (reason: string) => void) => Client = (onEnd) =>
      new ClassifierClient(onEnd),
  ) {}

  /** Makes networks ready, and times them when all stand; the image on show is answered meanwhile. */
  async open(requests: readonly ClassifierRequest[]): Promise<void> {
    const mine = ++this.opened
    set({ networks: NOTHING, waiting: false, failure: null })
    const hear = (news: ClassifierNews) => {
      if (mine === this.opened) this.hear(news)
    }
    try {
      await this.client.open(requests, hear)
      if (mine === this.opened && requests.length > 0) await this.client.time()
    } catch (error) {
      if (mine === this.opened) this.fail(messageOf(error))
    }
  }

  /**
   * From now on this image is on show. Where images come faster than networks answer, those in between
   * are left out.
   * @param image bytes, height × width × channels; null for none
   */
  show(image: Uint8Array | null): void {
    this.image = image
    this.stale = image !== null
    if (image) void this.answer()
    else this.forget()
  }

  examples(dataset: DatasetSettings, first: number, count: number): Promise<TestExamples> {
    return this.client.examples(dataset, first, count)
  }

  /** Ends the worker; what is asked afterwards has a new one. */
  close(): void {
    this.opened++
    this.connection?.terminate()
    this.connection = null
    this.answering = false
  }

  private get client(): Client {
    this.connection ??= this.connect((reason) => this.fail(reason))
    return this.connection
  }

  private async answer(): Promise<void> {
    if (this.answering) return
    this.answering = true
    const { client } = this
    try {
      while (this.stale && this.image) {
        this.stale = false
        const answers = await client.classify(this.image)
        if (client !== this.connection) return
        if (this.image)
          for (const { name, probabilities } of answers) this.tell(name, { probabilities })
        if (answers.length > 0) set({ waiting: false })
      }
      this.answering = false
    } catch (error) {
      if (client === this.connection) this.fail(messageOf(error))
    }
  }

  private hear(news: ClassifierNews): void {
    if (news.type === 'waiting') {
      set({ waiting: true })
      return
    }
    set({ waiting: false })
    switch (news.type) {
      case 'compiling':
        return this.tell(news.name, { compiling: news.fraction })
      case 'opened': {
        const { name, backend, device } = news
        this.tell(name, { compiling: null, runsOn: { backend, device } })
        return this.show(this.image)
      }
      case 'latency':
        return this.tell(news.name, { latency: news.latency })
      case 'problem':
        return this.tell(news.name, { ...BLANK, problem: news.message })
    }
  }

  private forget(): void {
    for (const name of CLASSIFIERS) this.tell(name, { probabilities: null })
  }

  private tell(name: ClassifierName, change: Partial<TriedNetwork>): void {
    set(({ networks }) => ({ networks: { ...networks, [name]: { ...networks[name], ...change } } }))
  }

  private fail(reason: string): void {
    set({ failure: reason, waiting: false })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
