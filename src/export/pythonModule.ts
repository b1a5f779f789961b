import weightReading from './python/weights.py?raw'
import { SCALE_SUFFIX } from './safetensors'
import { inputShape, type TrainedNetwork } from './trainedNetwork'

interface ModuleHead {
  /** Lines of the file's docstring. */
  readonly header: readonly string[]
  /** Of Python's own library, besides those that every module has. */
  readonly imports?: readonly string[]
}

/**
 * A Python file that defines `Network`, between what it needs and what reads its weights.
 *
 * @param body defines the class; may use the constants CLASSES and INPUT
 */
export function pythonModule(
  { network, mean, deviation, classNames }: TrainedNetwork,
  { header, imports = [] }: ModuleHead,
  body: readonly string[],
): string {
  const { channels, height, width } = inputShape(network)
  return [
    '"""',
    ...header.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"""', "'''")),
    '"""',
    '',
    'import json',
    'import struct',
    ...imports,
    '',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    '',
    `MEAN = ${tuple(mean)}  # per channel, of values in 0 to 1`,
    `STD = ${tuple(deviation)}`,
    `CLASSES = ${JSON.stringify(classNames)}`,
    `INPUT = ${tuple([channels, height, width])}  # channels, height, width`,
    `SCALE = '${SCALE_SUFFIX}'  # of weights stored as whole numbers`,
    '',
    '',
    ...body,
    '',
    '',
    weightReading,
  ].join('\n')
}

export function tuple(values: readonly number[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`
}

export function indented(levels: number, lines: readonly string[]): string[] {
  return lines.map((line) => '    '.repeat(levels) + line)
}
