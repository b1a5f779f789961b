/** `npm run search`: batch mode, the very same page run headless. */
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import type { BatchRequest, BatchResult } from '../src/run/automation'
import { messageOf, runCommand, UsageError } from './commandLine'
import { linkToStart, withPage } from './pageSession'
import { parseSearchArguments, SEARCH_HELP } from './searchArguments'

await runCommand('search', async () => {
  const command = parseSearchArguments(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(SEARCH_HELP)
    return
  }
  const config = command.configFile === null ? {} : { config: readJson(command.configFile) }
  const request: BatchRequest = { ...command.request, ...config }
  const found = await withPage(command, (page) =>
    page.evaluate(async (asked) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.run(asked, (task, fraction) => {
        void window.reportProgress(task, fraction)
      })
    }, request),
  )
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

const JUDGED: Readonly<Record<BatchResult['judged'], string>> = {
  supernet: 'the supernet',
  'shared-weights': 'what was found, with weights it shares',
  'own-weights': 'what was found, with weights of its own',
}

function summary(result: BatchResult): string {
  const loss = (value: number | undefined) => value?.toFixed(3) ?? 'none'
  const { usage, cost, candidates } = result
  return `${result.genotype}

  ${result.strategy} on ${result.space} and ${result.dataset}, ${result.preset}, seed ${result.seed}, ${result.steps} steps
  training loss         ${loss(result.trainLoss[0])} → ${loss(result.trainLoss.at(-1))}
  test accuracy         ${(100 * result.valAccuracy).toFixed(1)} % (${JUDGED[result.judged]})
  by itself             ${cost.parameters} parameters, ${(cost.macs / 1e6).toFixed(2)} M MACs
  judged                ${candidates.length} architectures
  used                  ${usage.imagesTrained} images trained, ${usage.imagesJudged} judged, ${seconds(usage.gpuMs)} of the GPU
  time                  ${seconds(usage.elapsedMs)} searching, ${seconds(usage.wallMs)} in all
  speed                 ${result.msPerStep.toFixed(0)} ms a step, ${result.dispatchesPerStep} dispatches
  engine                ${result.engine} on ${result.adapter}, ${(result.gpuBytes / 2 ** 20).toFixed(1)} MiB
  fingerprint           ${result.alphaHash}
  link                  ${result.link}
`
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
