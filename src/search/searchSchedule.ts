/** How often a search asks its engine for what; known from the config alone. */
import type { SearchConfig } from '../run/config'
import { DERIVATION_BATCHES, enasTurns } from '../run/enasTurns'
import { evaluationImages, evaluationPoints } from './evaluationPoints'

/** Batches of each kind of pass over the network. */
export interface Passes {
  readonly trained: number
  /** Forward, batch norm by the statistics of the batch. */
  readonly statistics: number
  /** Forward, batch norm by its running statistics. */
  readonly evaluated: number
}

export interface SearchSchedule {
  /** Steps that train weights, and alphas where there are any. */
  readonly trainingSteps: number
  /** Of all architectures judged on held-out images. Repeats, which are judged once, count each time. */
  readonly judging: Passes
  /** Accuracy on test images on the way, and at the end with what it takes to get there. */
  readonly testing: Passes
}

const NOTHING: Passes = { trained: 0, statistics: 0, evaluated: 0 }

export function searchSchedule(config: SearchConfig): SearchSchedule {
  const { strategy, budget, dataset } = config
  const { batch } = strategy
  const weightImages = Math.floor(dataset.trainImages / 2)
  const heldOut = dataset.trainImages - weightImages
  const batches = (images: number) => Math.ceil(images / batch)
  const recalibration = (images: number) =>
    Math.max(1, Math.floor(Math.min(images, weightImages) / batch))
  const judgements = (count: number, recalibrated: number, judged: number): Passes => ({
    ...NOTHING,
    statistics: count * recalibration(recalibrated),
    evaluated: count * batches(Math.min(heldOut, judged)),
  })
  const ending = (recalibrated: number): Passes => ({
    ...NOTHING,
    statistics: recalibration(recalibrated),
    evaluated: batches(dataset.testImages),
  })
  switch (strategy.name) {
    case 'darts': {
      const onTheWay = [...evaluationPoints(budget.steps)].filter((step) => step < budget.steps)
      const some = batches(evaluationImages(dataset.testImages, false))
      const evaluated = onTheWay.length * some + batches(dataset.testImages)
      return {
        trainingSteps: budget.steps,
        judging: NOTHING,
        testing: { ...NOTHING, evaluated },
      }
    }
    case 'enas': {
      const { controller, derivation } = enasTurns(budget.steps, strategy)
      const rewards = controller * strategy.controller.aggregate
      return {
        trainingSteps: budget.steps,
        judging: { ...NOTHING, statistics: rewards + derivation * DERIVATION_BATCHES },
        testing: ending(DERIVATION_BATCHES * batch),
      }
    }
    case 'spos': {
      const { generations, population, recalibrationImages, judgeImages } = strategy
      return {
        trainingSteps: budget.steps,
        judging: judgements(generations * population, recalibrationImages, judgeImages),
        testing: ending(recalibrationImages),
      }
    }
    case 'random':
      if (strategy.sharing) {
        const { samples, finalists, judgeImages } = strategy
        const few = judgements(samples, judgeImages, judgeImages)
        const all = judgements(Math.min(samples, finalists), judgeImages, heldOut)
        return {
          trainingSteps: budget.steps,
          judging: addPasses(few, all),
          testing: ending(judgeImages),
        }
      }
      break
    case 'rl':
    case 'evolution':
    case 'local':
  }
  const { childSteps, judgeImages } = strategy
  const children = Math.max(1, Math.floor(budget.steps / childSteps))
  return {
    trainingSteps: children * childSteps,
    judging: judgements(children, judgeImages, judgeImages),
    // What was found is trained once more.
    testing: { ...ending(judgeImages), trained: childSteps },
  }
}

function addPasses(a: Passes, b: Passes): Passes {
  return {
    trained: a.trained + b.trained,
    statistics: a.statistics + b.statistics,
    evaluated: a.evaluated + b.evaluated,
  }
}
