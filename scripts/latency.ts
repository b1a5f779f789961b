/** `npm run bench -- latency`: what a device's latencies are, and how well they can be predicted. */
import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import type { LatencyCommand } from './latencyArguments'
import { latencyPicture } from './latencyPicture'
import { latencyRows } from './latencyRows'

/** Measures in the page, prints what was measured, and draws it where the command says so. */
export async function benchLatency(
  page: Page,
  { options, pictureFile }: LatencyCommand,
  print: (row: object) => void,
): Promise<void> {
  const result = await page.evaluate(async (asked) => {
    if (!window.nasPlayground) throw new Error('The page offers no automation.')
    return window.nasPlayground.benchLatency(asked, (task, fraction) => {
      void window.reportProgress(task, fraction)
    })
  }, options)
  for (const row of latencyRows(result)) print(row)
  if (pictureFile !== null) writeFileSync(pictureFile, latencyPicture(result.model))
}
