import { builtCells } from './moduleOf'
import type { ExportedNetwork } from './exportFormats'
import { inputShape } from './trainedNetwork'

/** darts/cnn/train.py: the network that its cells are evaluated in. */
const PUBLISHED_SIZE = { cells: 20, channels: 36 } as const

/**
 * What `train.py` trains: DARTS' published evaluation (600 epochs; 20 cells of 36 channels, an
 * auxiliary head and drop-path, where the network is made of cells) on the images that the network
 * was made for, in the browser's normalisation. All of it is meant to be changed.
 */
export function retrainingConfig({ subject, network, data, seed }: ExportedNetwork): object {
  const { height, width, channels } = inputShape(network)
  const cells = builtCells(subject) !== null
  const size = Math.max(height, width)
  return {
    seed,
    architecture: subject.kind === 'reference' ? subject.name : subject.text,
    network: {
      module: 'network.py',
      arguments: cells ? { ...PUBLISHED_SIZE, large_images: false, auxiliary: true } : {},
    },
    data: {
      kind: dataKind(data.title, size, channels),
      classes: data.classNames.length,
      channels,
      size,
      random_resized_crop: false,
      mean: data.mean,
      std: data.deviation,
      crop_padding: data.augmentation.cropPadding || Math.round(size / 8),
      flip: data.augmentation.flip || !/mnist/i.test(data.title),
    },
    recipe: {
      epochs: 600,
      batch: 96,
      learning_rate: 0.025,
      learning_rate_min: 0,
      warmup_epochs: 0,
      momentum: 0.9,
      nesterov: false,
      weight_decay: 3e-4,
      gradient_clip: 5,
      validation_images: 0,
      cutout: Math.round(size / 2),
      label_smoothing: 0,
      drop_path: cells ? 0.2 : 0,
      auxiliary_weight: cells ? 0.4 : 0,
      average_decay: 0,
      mixed_precision: true,
      sync_batch_norm: false,
    },
  }
}

/** Where `train.py` finds such images; folders of images where nothing better is known. */
function dataKind(title: string, size: number, channels: number): string {
  if (/mnist/i.test(title) && channels === 1) return 'idx'
  if (/cifar-?100/i.test(title) && size === 32) return 'cifar100'
  if (/cifar-?10/i.test(title) && size === 32) return 'cifar10'
  return 'folders'
}
