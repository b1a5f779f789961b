import type { Dataset } from '../data/dataset'
import { exportArchive, type ExportArchive } from '../export/archive'
import type { ArchiveOrder } from '../export/exportOrder'
import type { GoldenImages } from '../export/golden'
import { buildTrainable, buildTrained } from '../network/trainingNetworks'
import { datasetClassNames, datasetFormat } from '../run/datasets'
import { noiseImages } from './noiseImages'
import type { TrainingHost } from './trainingHost'

/** The auxiliary head of cells is part of their module; other networks go without. */
const TRAINED_ANEW = { dropPath: true, auxiliary: false } as const

/** Test images whose logits every archive has. */
const IMAGES = 6
/** As many as the smallest file of a data set surely has. */
const LOADED = 64

/**
 * An archive of a network, with logits for some test images; where those cannot be had any more, as
 * of data that was deleted since, for noise.
 */
export async function makeArchive(
  order: ArchiveOrder,
  host: Pick<TrainingHost, 'loadDataset'>,
): Promise<ExportArchive> {
  const { name, subject, dataset: settings, trained, facts, seed } = order
  const format = datasetFormat(settings)
  const dataset = await host
    .loadDataset(
      {
        ...settings,
        trainImages: Math.min(settings.trainImages, LOADED),
        testImages: Math.min(settings.testImages, LOADED),
      },
      () => undefined,
    )
    .catch(() => null)
  const { mean, deviation } = trained ?? dataset?.data ?? noiseImages(format, 0)
  return exportArchive({
    format: order.format,
    precision: order.precision,
    images: trained && (dataset ? testImages(dataset) : noise(order)),
    exported: {
      name,
      subject,
      network: buildTrained(subject, format.input, format.classes),
      trainable: buildTrainable(subject, format.input, format.classes, TRAINED_ANEW),
      trained,
      facts,
      seed,
      data: {
        title: settings.own?.title ?? 'Fashion-MNIST',
        classNames: datasetClassNames(settings),
        mean,
        deviation,
        augmentation: settings.augmentation,
      },
    },
  })
}

function testImages({ data, trainImages, testImages: tests }: Dataset): GoldenImages {
  const size = data.height * data.width * data.channels
  const end = trainImages + Math.min(IMAGES, tests)
  return {
    pixels: data.images.subarray(trainImages * size, end * size),
    labels: [...data.labels.subarray(trainImages, end)],
  }
}

function noise({ dataset }: ArchiveOrder): GoldenImages {
  const { images } = noiseImages(datasetFormat(dataset), IMAGES)
  return { pixels: images, labels: new Array<null>(IMAGES).fill(null) }
}
