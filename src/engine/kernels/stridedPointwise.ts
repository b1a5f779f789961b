import { repeat, type Kernel } from './kernel'
import { LANDING_FIELDS, LAND_WGSL, VALUE_WGSL } from './snippets'
import { OUTPUT_HEADER, WALK_HEADER } from './walks'

/** Channels and neighbouring output pixels of an invocation's tile. */
export const STRIDED_POINTWISE_TILE = 4

const TILE = STRIDED_POINTWISE_TILE
const STRIDE = 2

/**
 * Input gradient of a 1 × 1 convolution with stride 2 (the halves of FactorizedReduce). Every output
 * pixel owns a 2 × 2 block of inputs and gives its gradient to one of them: the top left one, or with
 * `shift` 1 the bottom right one. Going over outputs leaves no invocation without work.
 */
export const stridedPointwiseInputGradientKernel: Kernel = {
  id: 'strided pointwise input gradient',
  arena: 'scalar',
  header: [
    'inChannels',
    'outChannels',
    'examples',
    'height',
    'width',
    'channelStride',
    ...OUTPUT_HEADER,
    ...WALK_HEADER,
  ],
  macs: ({ inChannels, outChannels, examples, outHeight, outWidth }) =>
    inChannels! * outChannels! * examples! * outHeight! * outWidth!,
  job: {
    gradient: 'reads',
    weight: 'reads',
    shift: 'value',
    ...LANDING_FIELDS,
  },
  body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
  var rest = id;
  let firstOut = rest % header.strips * ${TILE}u; rest /= header.strips;
  let segment = rest % header.segments; rest /= header.segments;
  let example = rest % header.examples;
  let firstIn = ${TILE}u * (rest / header.examples);
  if (firstIn >= header.inChannels) { return; }
  let firstRow = segment * header.segmentRows;
  let endRow = min(firstRow + header.segmentRows, header.outHeight);
  let lastIn = header.inChannels - 1u;
${repeat(TILE, (i) => `  let column${i} = job.weight + min(firstIn + ${i}u, lastIn);`)}
  for (var oy = firstRow; oy < endRow; oy++) {
  let line = example * header.outHeight + oy;
${repeat(TILE, (p) => `  let out${p} = job.gradient + line * header.outWidth + min(firstOut + ${p}u, header.outWidth - 1u);`)}
${repeat(TILE * TILE, (i) => `  var acc${i} = 0.0;`)}
  for (var co = 0u; co < header.outChannels; co++) {
    let plane = co * header.outChannelStride;
    let row = co * header.inChannels;
${repeat(TILE, (p) => `    let g${p} = arena[plane + out${p}];`)}
${repeat(
  TILE,
  (i) => `    let w${i} = state[column${i} + row];
${repeat(TILE, (p) => `    acc${i * TILE + p} += w${i} * g${p};`)}`,
)}
  }
  let y = oy * ${STRIDE}u;
  let image = example * header.height * header.width;
  // What the stride skips gets nothing: a zero, unless something is there already.
  let firstPart = select(0u, job.shift * ${STRIDE + 1}u, job.accumulate != 0u);
  let endPart = select(${STRIDE * STRIDE}u, firstPart + 1u, job.accumulate != 0u);
  for (var part = firstPart; part < endPart; part++) {
    let partY = y + part / ${STRIDE}u;
    if (partY >= header.height) { continue; }
    let hit = select(0.0, 1.0, part == job.shift * ${STRIDE + 1}u);
    let row = image + partY * header.width;
${repeat(
  TILE,
  (i) => `    if (firstIn + ${i}u <= lastIn) {
      let affine = affineOf(job.maskCoefficients, 0u, firstIn + ${i}u);
      let channel = (firstIn + ${i}u) * header.channelStride + row;
${repeat(
  TILE,
  (p) => `      {
        let x = (firstOut + ${p}u) * ${STRIDE}u + part % ${STRIDE}u;
        if (x < header.width) { land(channel + x, hit * acc${i * TILE + p}, job.mask, affine, job.accumulate, job.dst); }
      }`,
)}
    }`,
)}
  }
  }
}`,
}
