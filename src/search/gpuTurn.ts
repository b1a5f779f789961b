import type { SearchHost } from './searchHost'

/** A run's hold on the GPU: taken and let go any number of times, never held twice. */
export class GpuTurn {
  private release: (() => void) | null = null

  /** @param onWait told when somebody else has the GPU, so that there is time to pass */
  constructor(
    private readonly host: Pick<SearchHost, 'holdGpu'>,
    private readonly onWait: () => void,
  ) {}

  get held(): boolean {
    return this.release !== null
  }

  /** Resolves when the GPU is this run's alone. @throws the signal's reason when that gave up first */
  async take(signal: AbortSignal): Promise<void> {
    if (this.release) return
    signal.throwIfAborted()
    this.release = await this.host.holdGpu({ ifHeld: 'wait', signal, onWait: this.onWait })
  }

  /** To be called when the device has nothing left to do. */
  letGo(): void {
    this.release?.()
    this.release = null
  }
}
