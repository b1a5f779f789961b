import { CUTOUT_DRAWS, PLACEMENT_DRAWS } from '../augmentation'
import { STEP_FIELDS, type Kernel } from './kernel'
import { RANDOM_WGSL } from './random'

/**
 * One batch from the resident dataset: bytes (NHWC) to normalised floats. When the step brings an
 * augmentation key, each is randomly cropped from a black border and flipped, and after normalisation a
 * square is blanked out.
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
    'cutout',
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
  var blank = false;
  let key = step[${STEP_FIELDS.augmentationKey}];
  if (key != 0u) {
    if (header.cutout > 0u) {
      let centre = ${CUTOUT_DRAWS.first}u + ${CUTOUT_DRAWS.each}u * example;
      let side = i32(header.cutout);
      let top = i32(randomUniform(key, centre) * f32(header.height)) - side / 2;
      let left = i32(randomUniform(key, centre + 1u) * f32(header.width)) - side / 2;
      blank = y >= top && y < top + side && x >= left && x < left + side;
    }
    let draw = ${PLACEMENT_DRAWS}u * example;
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
  value = value * state[job.normalisation + 2u * channel] + state[job.normalisation + 2u * channel + 1u];
  if (blank) { value = 0.0; }
  arena[job.dst + channel * header.channelStride + id % (header.examples * pixels)] = value;
}`,
}
