/** `npm run bench -- fidelity`: do shared weights rank architectures as training them alone does? */
import { appendFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import type { Page } from 'playwright'
import {
  fidelityPoints,
  fidelityReport,
  fidelitySample,
  fidelityTrainings,
  type FidelityConfig,
  type SharedAccuracy,
} from '../src/run/fidelity'
import { withDeadline } from './deadline'
import type { FidelityCommand } from './fidelityArguments'
import { fidelityPicture } from './fidelityPicture'
import { withPage } from './pageSession'
import { trained } from './quality'
import { QualityFile } from './qualityRows'

/** Measures what was not measured before. @throws Error what the page threw: without all there is no table */
export async function fidelity(
  command: FidelityCommand,
  print: (row: object) => void,
): Promise<void> {
  const { config, outFile, pictureFile, deadlineMs } = command
  const file = new QualityFile(outFile)
  const texts = fidelitySample(config)
  const trainings = fidelityTrainings(config, texts)
  const work = async (page: Page | null) => {
    const open = (make: (page: Page) => Promise<object>) => {
      if (!page) throw new Error('Nothing is left to be done in a page')
      return withDeadline(make(page), deadlineMs)
    }
    if (!file.shared(config)) {
      await open(async (present) => {
        const shared = await judged(present, config)
        file.add({ bench: 'quality', kind: 'shared', config, shared })
        return shared
      })
    }
    for (const [index, training] of trainings.entries()) {
      if (!file.training(training)) {
        process.stderr.write(`training ${index + 1} of ${trainings.length}\n`)
        await open(async (present) => {
          const row = await trained(present, training)
          file.add(row)
          return row
        })
      }
      print(file.training(training) as object)
    }
  }
  const complete = file.shared(config) && trainings.every((one) => file.training(one))
  if (complete) await work(null)
  else await withPage(command, work)
  const points = fidelityPoints(
    config,
    file.shared(config)?.shared ?? [],
    (training) => file.training(training)?.trained ?? null,
  )
  const reports = fidelityReport(points)
  const table = { bench: 'quality', kind: 'fidelity', config, points, reports }
  print(table)
  if (outFile !== null) appendFileSync(outFile, `${JSON.stringify(table)}\n`)
  if (pictureFile !== null) writeFileSync(pictureFile, fidelityPicture(points, reports))
}

function judged(page: Page, config: FidelityConfig): Promise<readonly SharedAccuracy[]> {
  return page.evaluate(async (asked) => {
    if (!window.nasPlayground) throw new Error('The page offers no automation.')
    return window.nasPlayground.judgeWithSharedWeights(
      asked,
      (task, fraction) => void window.reportProgress(task, fraction),
    )
  }, config)
}
