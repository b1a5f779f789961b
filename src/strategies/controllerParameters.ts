import * as tf from '@tensorflow/tfjs-core'
import { splitKey, uniform, type RandomKey } from '../random/random'

/** One weight matrix of a controller; how its values lie in the flat vector follows from the order. */
export interface ControllerParameter {
  readonly name: string
  readonly shape: readonly [rows: number, columns: number]
  /** Where the values start; uniform in ± `range` of the settings if not given. */
  readonly initial?: readonly number[]
}

/** A controller's weight matrices by name, as tensors of the present tfjs scope. */
export type ControllerWeights = (name: string) => tf.Tensor2D

const sizeOf = ({ shape: [rows, columns] }: ControllerParameter) => rows * columns

export function parameterTotal(parameters: readonly ControllerParameter[]): number {
  return parameters.reduce((total, parameter) => total + sizeOf(parameter), 0)
}

/** All weights in one vector, in the order of `parameters`, drawn from U(−range, range). */
export function initialWeights(
  parameters: readonly ControllerParameter[],
  range: number,
  key: RandomKey,
): Float32Array {
  const weights = parameters.flatMap((parameter) => {
    const own = splitKey(key, parameter.name)
    const draw = (_: unknown, i: number) => range * (2 * uniform(own, i) - 1)
    return parameter.initial ?? Array.from({ length: sizeOf(parameter) }, draw)
  })
  return Float32Array.from(weights)
}

/** Tensors over a flat weight vector, in the order of `parameters`. */
export function weightTensors(
  parameters: readonly ControllerParameter[],
  flat: Float32Array,
): tf.Tensor2D[] {
  let offset = 0
  return parameters.map((parameter) => {
    const start = offset
    offset += sizeOf(parameter)
    return tf.tensor2d(flat.slice(start, offset), [...parameter.shape])
  })
}

/** Finds the tensors of `weightTensors` by name. */
export function byName(
  parameters: readonly ControllerParameter[],
  tensors: readonly tf.Tensor2D[],
): ControllerWeights {
  const named = new Map(parameters.map(({ name }, i) => [name, tensors[i]]))
  return (name) => {
    const tensor = named.get(name)
    if (!tensor) throw new RangeError(`The controller has no weights called ${name}`)
    return tensor
  }
}
