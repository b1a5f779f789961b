import type { ImageData8 } from '../engine/engine'
import { buildArchitecture } from '../network/spaceNetworks'
import type { SearchConfig } from '../run/config'
import type { LatencyMeasurement, LatencyModel } from '../run/latency'
import { needsLatency } from '../run/objective'
import type { Choices } from '../space/spaceModel'
import type { LatencySource } from '../strategies/costs'
import type { MeasuringOptions, SearchHost } from './searchHost'

/** Random architectures measured end to end before a search that has nothing else to go by. */
const NETWORKS = 12

type LatencyHost = Pick<
  SearchHost,
  'describeDevice' | 'measureLatency' | 'measureArchitecture' | 'openPredictor'
>

/** What a run knows of latencies on its device: given to it, or measured before it trains. */
export class RunLatency {
  private present: LatencyModel | null = null

  /** @param given taken where it fits this device and the config */
  constructor(
    private readonly config: SearchConfig,
    private readonly host: LatencyHost,
    private readonly given: LatencyModel | null,
  ) {}

  /** Null where the run goes without latencies, or has not opened them yet. */
  get model(): LatencyModel | null {
    return this.present
  }

  /**
   * Measures where the objective needs what nobody knows. The caller holds the GPU.
   * @returns null where the run goes without latencies
   */
  async open(data: ImageData8, options: MeasuringOptions): Promise<LatencySource | null> {
    this.present ??= (await this.fitting(data)) ?? (await this.measured(data, options))
    return this.present && this.host.openPredictor(this.present)
  }

  /** End to end. */
  measure(
    choices: Choices,
    data: ImageData8,
    options: MeasuringOptions,
  ): Promise<LatencyMeasurement> {
    const { input, classes } = formatOf(data)
    const network = buildArchitecture(this.config.space, choices, input, classes)
    return this.host.measureArchitecture(network, options)
  }

  private async fitting(data: ImageData8): Promise<LatencyModel | null> {
    if (!this.given) return null
    const { table } = this.given
    const { adapter } = await this.host.describeDevice()
    const subject = ({ space, input, classes }: Subject) => JSON.stringify([space, input, classes])
    const wanted = { space: this.config.space, ...formatOf(data) }
    return table.device.adapter === adapter && subject(table) === subject(wanted)
      ? this.given
      : null
  }

  private async measured(data: ImageData8, options: MeasuringOptions) {
    const { space, objective, seed } = this.config
    if (!needsLatency(objective)) return null
    const request = { space, ...formatOf(data), networks: NETWORKS, seed, known: null }
    return this.host.measureLatency(request, options)
  }
}

type Subject = Pick<LatencyModel['table'], 'space' | 'input' | 'classes'>

function formatOf({ height, width, channels, classes }: ImageData8) {
  return { input: { height, width, channels }, classes }
}
