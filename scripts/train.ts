/** `npm run train`: one network trained from scratch in the very same page, run headless. */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import { runCommand, UsageError } from './commandLine'
import { withPage } from './pageSession'
import { parseTrainArguments, TRAIN_HELP } from './trainArguments'
import { trainPicture } from './trainPicture'
import { classesOf, trainText, type FinishedTraining } from './trainText'

await runCommand('train', async () => {
  const command = parseTrainArguments(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(TRAIN_HELP)
    return
  }
  const { name, config, pictureFile, outFile } = command
  refuseMissingFolder('picture', pictureFile)
  refuseMissingFolder('out', outFile)
  const trained = await withPage(command, (page) =>
    page.evaluate(async (asked) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.train({ config: asked }, (task, fraction) => {
        void window.reportProgress(task, fraction)
      })
    }, config),
  )
  const training: FinishedTraining = { name, config, trained }
  const record = { name, config, ...trained, classes: classesOf(training) }
  process.stdout.write(
    command.json ? `${JSON.stringify({ ...record, points: undefined })}\n` : trainText(training),
  )
  if (outFile !== null) writeFileSync(outFile, `${JSON.stringify(record, null, 2)}\n`)
  if (pictureFile !== null) writeFileSync(pictureFile, trainPicture(training))
})

/** Before hours of training, not after. */
function refuseMissingFolder(flag: string, path: string | null): void {
  if (path === null || existsSync(dirname(path))) return
  throw new UsageError(`--${flag} ${path}: its folder is not there.`)
}
