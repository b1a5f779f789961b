import { channelStride, type Tensor } from '../operations'
import type { LoweringContext } from './context'

/** Divides a tensor's images into strips of columns and segments of rows, one invocation each. */
export function stripsOver(
  context: LoweringContext,
  tensor: Tensor,
  columns: number,
  rows: number,
  /** Interleaved walks, for dilated windows; and channels, or blocks of them, walked apart. */
  { phases = 1, channels = tensor.shape.channels } = {},
) {
  const strips = Math.ceil(tensor.shape.width / columns)
  const phaseRows = Math.ceil(rows / phases)
  const segmentRows = Math.min(phaseRows, context.tuning.segmentRows)
  const segments = Math.ceil(phaseRows / segmentRows)
  return {
    header: { strips, segmentRows, segments },
    invocations: channels * tensor.examples * segments * phases * strips,
  }
}

/** Header fields for the images that a windowed kernel reads. */
export function inputSizes(input: Tensor) {
  const { height, width } = input.shape
  return { examples: input.examples, height, width, channelStride: channelStride(input) }
}

/** Header fields for the images that it makes of them. */
export function outputSizes(output: Tensor) {
  return {
    outHeight: output.shape.height,
    outWidth: output.shape.width,
    outChannelStride: channelStride(output),
  }
}
