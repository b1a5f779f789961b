import * as tf from '@tensorflow/tfjs-core'
import { strides } from '../../network/network'
import type { Shape, Window } from '../../network/network'

type Edges = [before: number, after: number]

/**
 * Pads (or crops, where negative) an NHWC tensor so that a "valid" window of this geometry gives
 * exactly the output's height and width. Reads beyond either edge meet `fill`.
 */
export function fitToWindow(
  x: tf.Tensor4D,
  window: Window,
  output: Shape,
  fill: number,
): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape
  const rows = edges(window, 0, height, output.height)
  const columns = edges(window, 1, width, output.width)
  const keptRows = height - cropOf(rows[0]) - cropOf(rows[1])
  const keptColumns = width - cropOf(columns[0]) - cropOf(columns[1])
  const kept =
    keptRows === height && keptColumns === width
      ? x
      : tf.slice4d(
          x,
          [0, cropOf(rows[0]), cropOf(columns[0]), 0],
          [batch, keptRows, keptColumns, channels],
        )
  const padding: [Edges, Edges] = [padOf(rows), padOf(columns)]
  if (padding.flat().every((extent) => extent === 0)) return kept
  return tf.pad4d(kept, [[0, 0], ...padding, [0, 0]], fill)
}

function edges(window: Window, axis: 0 | 1, size: number, outputSize: number): Edges {
  const reach = window.dilation * (window.kernel[axis] - 1) + 1
  const covered = (outputSize - 1) * strides(window)[axis] + reach
  const before = window.padding[axis]
  return [before, covered - before - size]
}

const cropOf = (extent: number): number => Math.max(0, -extent)
const padOf = ([before, after]: Edges): Edges => [Math.max(0, before), Math.max(0, after)]
