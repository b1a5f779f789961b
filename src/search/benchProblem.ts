/** The supernets that benchmarks time, on noise images of the right size. */
import type { Dataset } from '../data/dataset'
import type { BenchSize } from '../run/automation'
import type { SearchConfig } from '../run/config'
import { presetConfig } from '../run/presets'
import { noiseImages } from './noiseImages'

interface BenchShape {
  readonly channels: number
  readonly cells: number
  readonly batch: number
  /** Height and width of an image. */
  readonly extent: number
  readonly imageChannels: number
}

const SHAPES: Readonly<Record<BenchSize, BenchShape>> = {
  nano: { channels: 4, cells: 1, batch: 8, extent: 28, imageChannels: 1 },
  micro: { channels: 4, cells: 3, batch: 8, extent: 28, imageChannels: 1 },
  small: { channels: 8, cells: 5, batch: 16, extent: 28, imageChannels: 1 },
  paper: { channels: 16, cells: 8, batch: 64, extent: 32, imageChannels: 3 },
}

const CLASSES = 10

export function benchProblem(size: BenchSize): { config: SearchConfig; dataset: Dataset } {
  const config = benchConfig(SHAPES[size])
  return { config, dataset: noiseDataset(SHAPES[size], config) }
}

function benchConfig({ channels, cells, batch }: BenchShape): SearchConfig {
  const published = presetConfig('desktop')
  return {
    ...published,
    space: { ...published.space, channels, cells },
    strategy: { ...published.strategy, batch },
    dataset: { ...published.dataset, trainImages: 4 * batch, testImages: 0 },
  }
}

function noiseDataset(
  { extent, imageChannels }: BenchShape,
  { dataset: { name, trainImages } }: SearchConfig,
): Dataset {
  return {
    name,
    trainImages,
    testImages: 0,
    classNames: [],
    data: noiseImages(
      { input: { height: extent, width: extent, channels: imageChannels }, classes: CLASSES },
      trainImages,
    ),
  }
}
