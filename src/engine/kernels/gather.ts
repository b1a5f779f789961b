import { STEP_FIELDS, type Kernel } from './kernel'
import { RANDOM_WGSL } from './random'

/** Draws per example: crop row, crop column, flip. */
const DRAWS = 3

/**
 * One batch from the resident dataset: bytes (NHWC) to normalised floats, randomly cropped from a
 * black border and flipped when the step brings an augmentation key.
 */
export const gatherKernel: Kernel = {
  id: 'gather batch',
  arena: 'scalar',
  header: [
    'channels',
    'examples',
    'height',
    'width',
    'channelStride',
    'indices',
    'cropPadding',
    'flip',
  ],
  job: { normalisation: 'reads', dst: 'writes' },
  body: () => `
${RANDOM_WGSL}
fn run(job: Job, id: u32) {
  let pixels = header.height * header.width;
  let channel = id / (header.examples * pixels);
  if (channel >= header.channels) { return; }
  let example = id / pixels % header.examples;
  var y = i32(id % pixels / header.width);
  var x = i32(id % header.width);
  let key = step[${STEP_FIELDS.augmentationKey}];
  if (key != 0u) {
    let draw = ${DRAWS}u * example;
    let reach = f32(2u * header.cropPadding + 1u);
    if (header.flip != 0u && randomUniform(key, draw + 2u) < 0.5) { x = i32(header.width) - 1 - x; }
    y += i32(randomUniform(key, draw) * reach) - i32(header.cropPadding);
    x += i32(randomUniform(key, draw + 1u) * reach) - i32(header.cropPadding);
  }
  var value = 0.0;
  if (y >= 0 && y < i32(header.height) && x >= 0 && x < i32(header.width)) {
    let pixel = step[header.indices + example] * pixels + u32(y) * header.width + u32(x);
    let byte = pixel * header.channels + channel;
    value = f32((dataset[byte / 4u] >> (8u * (byte % 4u))) & 255u);
  }
  arena[job.dst + channel * header.channelStride + id % (header.examples * pixels)] =
    value * state[job.normalisation + 2u * channel] + state[job.normalisation + 2u * channel + 1u];
}`,
}
