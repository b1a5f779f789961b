/** `npm run bench -- quality`: are searches better than luck, when all is trained alike? */
import { appendFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import type { Page } from 'playwright'
import {
  judgedNetworks,
  judgingTrainings,
  type JudgedArchitecture,
  type JudgedNetwork,
  type JudgingConfig,
} from '../src/run/judging'
import type { TrainingConfig } from '../src/run/training'
import { messageOf } from './commandLine'
import { withDeadline } from './deadline'
import { linkToStart, untilReady, withPage } from './pageSession'
import type { QualityCommand, QualitySearch } from './qualityArguments'
import { qualityPicture } from './qualityPicture'
import { groupName } from './qualityText'
import {
  QualityFile,
  qualityTable,
  type QualityRow,
  type SearchRow,
  type TrainingRow,
} from './qualityRows'

/** Searches and trains what was not before; what fails is told of and left out. */
export async function quality(
  command: QualityCommand,
  print: (row: object) => void,
): Promise<void> {
  const file = new QualityFile(command.outFile)
  const bench = new QualityBench(command, file, print)
  const { judging, networks } = isComplete(command, file)
    ? await bench.run(null)
    : await withPage(command, (page) => bench.run(page))
  const { failures } = bench
  const groups = qualityTable(judging, networks, file)
  const table = { bench: 'quality', kind: 'table', failures, judging, groups }
  print(table)
  if (command.outFile !== null) appendFileSync(command.outFile, `${JSON.stringify(table)}\n`)
  if (command.pictureFile !== null) writeFileSync(command.pictureFile, qualityPicture(groups))
  if (failures > 0) process.exitCode = 1
}

class QualityBench {
  /** Searches and trainings that failed. */
  failures = 0

  constructor(
    private readonly command: QualityCommand,
    private readonly file: QualityFile,
    private readonly print: (row: object) => void,
  ) {}

  /** @param page null where all there is to do is in the file */
  async run(page: Page | null) {
    const { searches } = this.command
    const rows: SearchRow[] = []
    for (const [index, search] of searches.entries()) {
      const name = `search ${index + 1} of ${searches.length}: ${search.method}, seed ${search.seed}`
      const row = await this.rowOf(page, name, this.file.search(search.config), (open) =>
        searched(open, search),
      )
      if (row) rows.push(row)
    }
    const judging = judgingOf(this.command, rows)
    const networks = judgedNetworks(judging)
    const trainings = judgingTrainings(judging, networks)
    for (const [index, config] of trainings.entries()) {
      const name = `training ${index + 1} of ${trainings.length}: ${nameOf(config, networks)}`
      await this.rowOf(page, name, this.file.training(config), (open) => trained(open, config))
    }
    return { judging, networks }
  }

  /** The row there is, or the one that `make` comes to; null where it failed. */
  private async rowOf<Row extends QualityRow>(
    page: Page | null,
    name: string,
    kept: Row | null,
    make: (page: Page) => Promise<Row>,
  ): Promise<Row | null> {
    tell(kept ? `${name}: kept` : name)
    try {
      const row = kept ?? (await withDeadline(make(page as Page), this.command.deadlineMs))
      if (!kept) this.file.add(row)
      this.print(row)
      return row
    } catch (error) {
      this.failures++
      tell(`${name} failed: ${messageOf(error)}`)
      // What is left of it must not disturb the next.
      if (page) await untilReady(page, () => page.reload()).catch(() => undefined)
      return null
    }
  }
}

function judgingOf({ judging }: QualityCommand, rows: readonly SearchRow[]): JudgingConfig {
  const architectures = rows.map(({ method, seed, text }): JudgedArchitecture => ({
    group: { kind: 'method', method },
    seed,
    text,
  }))
  return { ...judging, architectures }
}

/** Whether nothing is left to be searched or trained. */
function isComplete(command: QualityCommand, file: QualityFile): boolean {
  const rows = command.searches.map(({ config }) => file.search(config))
  const known = rows.filter((row) => row !== null)
  if (known.length < rows.length) return false
  const judging = judgingOf(command, known)
  const trainings = judgingTrainings(judging, judgedNetworks(judging))
  return trainings.every((config) => file.training(config) !== null)
}

/** The first of the networks that this trains. */
function nameOf({ subject, seed }: TrainingConfig, networks: readonly JudgedNetwork[]): string {
  const text = JSON.stringify(subject)
  const network = networks.find((one) => JSON.stringify(one.subject) === text)
  const name = network ? groupName(network.group) : text
  return `${name}${typeof network?.seed !== 'number' ? '' : ` ${network.seed}`}, training seed ${seed}`
}

async function searched(page: Page, { method, seed, config }: QualitySearch): Promise<SearchRow> {
  const result = await page.evaluate(async (asked) => {
    if (!window.nasPlayground) throw new Error('The page offers no automation.')
    const { genotype, valAccuracy, usage, adapter, link } = await window.nasPlayground.run(
      { preset: 'tiny', config: asked },
      (task, fraction) => void window.reportProgress(task, fraction),
    )
    return { genotype, valAccuracy, usage, adapter, link }
  }, config)
  const { imagesTrained, imagesJudged, elapsedMs } = result.usage
  return {
    bench: 'quality',
    kind: 'search',
    method,
    seed,
    config,
    text: result.genotype,
    accuracy: Number.isFinite(result.valAccuracy) ? result.valAccuracy : null,
    imagesTrained,
    imagesJudged,
    elapsedMs,
    adapter: result.adapter,
    link: linkToStart(result.link),
  }
}

/** Trains in the page. */
export async function trained(page: Page, config: TrainingConfig): Promise<TrainingRow> {
  const result = await page.evaluate(async (asked) => {
    if (!window.nasPlayground) throw new Error('The page offers no automation.')
    const summary = await window.nasPlayground.train(
      { config: asked },
      (task, fraction) => void window.reportProgress(task, fraction),
    )
    // Thousands of steps of which the table says nothing.
    return { ...summary, points: undefined }
  }, config)
  return { bench: 'quality', kind: 'training', config, trained: result }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
