/** `npm run search`: batch mode, the very same page run headless. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import type { BatchRequest } from '../src/run/automation'
import { bringData } from './bringData'
import { messageOf, runCommand, UsageError } from './commandLine'
import { linkToStart, withPage } from './pageSession'
import { parseSearchArguments, SEARCH_HELP } from './searchArguments'
import { summary } from './searchSummary'

await runCommand('search', async () => {
  const command = parseSearchArguments(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(SEARCH_HELP)
    return
  }
  const config = command.configFile === null ? {} : { config: readJson(command.configFile) }
  const request: BatchRequest = { ...command.request, ...config }
  const { dataPath } = command
  if (dataPath !== null && !existsSync(dataPath)) {
    throw new UsageError(`--data ${dataPath} is not there`)
  }
  const found = await withPage(command, async (page) => {
    if (dataPath !== null) await bringData(page, dataPath)
    return page.evaluate(async (asked) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.run(asked, (task, fraction) => {
        void window.reportProgress(task, fraction)
      })
    }, request)
  })
  const result = { ...found, link: linkToStart(found.link) }
  if (command.outFile !== null) {
    writeFileSync(command.outFile, `${JSON.stringify(result, null, 2)}\n`)
  }
  process.stdout.write(command.json ? `${JSON.stringify(result)}\n` : summary(result))
})

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`--config ${path} cannot be read: ${messageOf(error)}`)
  }
}
