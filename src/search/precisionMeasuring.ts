import { initialEngineState } from '../engine/initialState'
import type { ExportOrder, MeasuringNews, PrecisionReport } from '../export/exportOrder'
import { PRECISIONS, roundedTo } from '../export/precision'
import { buildTrained } from '../network/trainingNetworks'
import { accuracyInterval } from '../run/accuracyInterval'
import { datasetClassNames } from '../run/datasets'
import { pairedChange } from '../run/pairedChange'
import type { TrainingHost } from './trainingHost'

type MeasuringHost = Pick<TrainingHost, 'loadDataset' | 'openEngine' | 'holdGpu'>

const BATCH = 64
/** Batches judged at once, so that progress can be told in between. */
const CHUNK = 8
/** Enough for a data set to be whole; none of them is looked at. */
const TRAINING_IMAGES = 64

/**
 * Judges a trained network on all the test images of its training, once with its weights in full and
 * once for each precision with the weights that such a file holds.
 *
 * @throws Error for a network that was not trained
 */
export async function measurePrecisions(
  { name, subject, dataset: settings, trained }: ExportOrder,
  host: MeasuringHost,
  onNews: (news: MeasuringNews) => void,
): Promise<PrecisionReport[]> {
  if (!trained) throw new Error(`${name} was not trained: there is nothing to judge`)
  onNews({ task: 'waiting', fraction: null })
  const letGo = await host.holdGpu({ ifHeld: 'wait' })
  try {
    const trainImages = Math.min(settings.trainImages, TRAINING_IMAGES)
    const { data, ...dataset } = await host.loadDataset({ ...settings, trainImages }, (fraction) =>
      onNews({ task: 'data', fraction }),
    )
    const { height, width, channels, classes, labels } = data
    const network = buildTrained(subject, { height, width, channels }, classes)
    const { engine } = await host.openEngine(network, {
      batch: BATCH,
      seed: 0,
      weightOptimiser: { momentum: 0, weightDecay: 0, gradientClip: 0 },
      gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
      augmentation: { cropPadding: 0, flip: false },
      onProgress: (fraction) => onNews({ task: 'compile', fraction }),
    })
    try {
      engine.load({ ...data, mean: trained.mean, deviation: trained.deviation })
      const test = Uint32Array.from(
        { length: dataset.testImages },
        (_, index) => dataset.trainImages + index,
      )
      const network32 = {
        ...trained,
        network,
        name,
        classNames: datasetClassNames(settings),
      }
      const reports: PrecisionReport[] = []
      let inFull: Uint8Array | null = null
      for (const [turn, precision] of PRECISIONS.entries()) {
        const { weights } = roundedTo(network32, precision)
        const { runningStatistics } = trained
        engine.importState({ ...initialEngineState(network, 0), weights, runningStatistics })
        const right = new Uint8Array(test.length)
        for (let start = 0; start < test.length; start += CHUNK * BATCH) {
          const indices = test.subarray(start, start + CHUNK * BATCH)
          const { predictions } = await engine.evaluate(indices, { predictions: true })
          indices.forEach((image, at) => {
            right[start + at] = Number(predictions?.[at] === labels[image])
          })
          const done =
            (turn + Math.min(1, (start + indices.length) / test.length)) / PRECISIONS.length
          onNews({ task: 'measure', fraction: done })
        }
        const correct = right.reduce((sum, each) => sum + each, 0)
        reports.push({
          precision,
          correct,
          images: test.length,
          interval: accuracyInterval(correct / test.length, test.length),
          change: inFull && pairedChange(inFull, right),
        })
        inFull ??= right
      }
      return reports
    } finally {
      engine.destroy()
    }
  } finally {
    letGo()
  }
}
