import type { TrainedSummary } from '../src/run/automation'
import { datasetClassNames } from '../src/run/datasets'
import type { TrainingConfig } from '../src/run/training'
import { sizeOf } from '../src/store/trainingSubject'
import { classFigures } from '../src/views/classAccuracies'

/** A finished training: what was asked for, and what came of it. */
export interface FinishedTraining {
  readonly name: string
  readonly config: TrainingConfig
  readonly trained: TrainedSummary
}

/** How the network does on each class of test images, the best first. */
export function classesOf({ config, trained }: FinishedTraining) {
  return classFigures(trained.test, datasetClassNames(config.dataset))
}

/** A training for people to read. */
export function trainText(training: FinishedTraining): string {
  const { name, config, trained } = training
  const { subject, recipe, dataset, seed } = config
  const { steps, endedEarly, elapsedMs, adapter, test } = trained
  const seen = dataset.trainImages - recipe.validationImages
  const size = sizeText(training)
  const classes = classesOf(training)
  const width = Math.max(...classes.map((each) => each.name.length)) + 2
  return `${subject.kind === 'reference' ? name : subject.text}

  ${size === '' ? '' : `${size}, `}trained on ${grouped(seen)} images, ${recipe.validationImages > 0 ? `${grouped(recipe.validationImages)} held out` : 'none held out'}, seed ${seed}
  test accuracy    ${accuracyText(trained)}
  test loss        ${test.loss.toFixed(3)}
  best checkpoint  ${bestText(trained, recipe.validationImages)}
  parameters       ${grouped(trained.parameters)}
  MACs             ${grouped(trained.macs)}
  time             ${(elapsedMs / 1000).toFixed(1)} s, ${grouped(steps)} steps of ${recipe.batch}${endedEarly ? ', ended early' : ''}, ${(elapsedMs / steps).toFixed(0)} ms a step
  adapter          ${adapter}

${classes.map((each) => `  ${each.name.padEnd(width)}${percent(each.accuracy).padStart(8)}  (${range(each.interval)})${each.confusedWith ? `  most often taken for ${each.confusedWith.name}` : ''}\n`).join('')}`
}

/** "92.31 % (91.78 – 92.81 %, 95 % interval) of 10,000 test images" */
export function accuracyText({ accuracy, interval, test }: TrainedSummary): string {
  return `${percent(accuracy)} (${range(interval)}, 95 % interval) of ${grouped(test.images)} test images`
}

/** "8 cells from 16 channels"; empty where a network's design says both. */
export function sizeText({ config }: FinishedTraining): string {
  const { cells, channels } = sizeOf(config.subject)
  if (channels === null) return ''
  return `${cells === null ? '' : `${counted(cells, 'cell')} `}from ${counted(channels, 'channel')}`
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

export const grouped = (count: number) => count.toLocaleString('en-US')

function bestText({ best, steps }: TrainedSummary, heldOut: number): string {
  if (!best) return `the last, step ${grouped(steps)}`
  const epoch = Number(best.epoch.toFixed(2))
  return `step ${grouped(best.step)}, epoch ${epoch}: ${percent(best.accuracy)} of ${grouped(heldOut)} held-out images`
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`

const range = ([low, high]: readonly [number, number]) =>
  `${(100 * low).toFixed(2)} – ${percent(high)}`
