/**
 * Dense convolution of any window: stems, strided 1 × 1 pairs of FactorizedReduce, plain k × k.
 * An invocation computes four channels of four neighbouring columns, so that each number read serves
 * four sums, and walks down rows, so that finding its place costs little.
 */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL } from './snippets'
import { OUTPUT_HEADER, WALK_HEADER } from './walks'

export const CONV_CHANNELS = 4
export const CONV_PIXELS = 4

export const CONV_HEADER = [
  'inChannels',
  'outChannels',
  'examples',
  'height',
  'width',
  'channelStride',
  ...OUTPUT_HEADER,
  'kernelHeight',
  'kernelWidth',
  'strideY',
  'strideX',
  'dilation',
  'chunks',
  ...WALK_HEADER,
] as const

const convMacs: Kernel['macs'] = (header) =>
  header.inChannels! *
  header.outChannels! *
  header.examples! *
  header.outHeight! *
  header.outWidth! *
  header.kernelHeight! *
  header.kernelWidth!

/** i32 bits, for padding may be negative; words of the job, so that shifted halves share a dispatch. */
const PADDING = { padTop: 'value', padLeft: 'value' } as const

const DECODE = `
  var rest = id;
  let strip = i32(rest % header.strips) * ${CONV_PIXELS}; rest /= header.strips;
  let segment = rest % header.segments; rest /= header.segments;
  let example = rest % header.examples;
  let firstChannel = ${CONV_CHANNELS}u * (rest / header.examples);
  let firstRow = i32(segment * header.segmentRows);`

const SIZES = `
  let height = i32(header.height);
  let width = i32(header.width);
  let strideY = i32(header.strideY);
  let strideX = i32(header.strideX);
  let dilation = i32(header.dilation);
  let padTop = bitcast<i32>(job.padTop);
  let padLeft = bitcast<i32>(job.padLeft);
  let taps = header.kernelHeight * header.kernelWidth;`

export const convKernel: Kernel = {
  id: 'conv',
  arena: 'scalar',
  header: CONV_HEADER,
  macs: convMacs,
  job: {
    ...VALUE_FIELDS,
    weight: 'reads',
    bias: 'reads',
    dst: 'writes',
    ...PADDING,
  },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
${DECODE}
  if (firstChannel >= header.outChannels) { return; }
${SIZES}
  let endRow = min(firstRow + i32(header.segmentRows), i32(header.outHeight));
  let filterSize = header.inChannels * taps;
${repeat(CONV_CHANNELS, (o) => `  let weight${o} = job.weight + min(firstChannel + ${o}u, header.outChannels - 1u) * filterSize;`)}
  for (var oy = firstRow; oy < endRow; oy++) {
${repeat(CONV_CHANNELS * CONV_PIXELS, (i) => `  var acc${i} = 0.0;`)}
  for (var ci = 0u; ci < header.inChannels; ci++) {
    let affine = affineOf(job.coefficients, job.relu, ci);
    let image = job.src + ci * header.channelStride + example * header.height * header.width;
    for (var ky = 0u; ky < header.kernelHeight; ky++) {
      let y = oy * strideY + i32(ky) * dilation - padTop;
      if (y < 0 || y >= height) { continue; }
      let row = image + u32(y) * header.width;
      for (var kx = 0u; kx < header.kernelWidth; kx++) {
        let x = strip * strideX + i32(kx) * dilation - padLeft;
${repeat(CONV_PIXELS, (p) => `        let x${p} = x + ${p} * strideX; let v${p} = select(0.0, seen(arena[row + u32(clamp(x${p}, 0, width - 1))], affine), x${p} >= 0 && x${p} < width);`)}
        let tap = ci * taps + ky * header.kernelWidth + kx;
${repeat(
  CONV_CHANNELS,
  (o) => `        let w${o} = state[weight${o} + tap];
${repeat(CONV_PIXELS, (p) => `        acc${o * CONV_PIXELS + p} += w${o} * v${p};`)}`,
)}
      }
    }
  }
  let at = job.dst + (example * header.outHeight + u32(oy)) * header.outWidth + u32(strip);
${repeat(
  CONV_CHANNELS,
  (o) => `  if (firstChannel + ${o}u < header.outChannels) {
    var bias = 0.0;
    if (job.bias != NONE) { bias = state[job.bias + firstChannel + ${o}u]; }
    let channel = at + (firstChannel + ${o}u) * header.outChannelStride;
${repeat(CONV_PIXELS, (p) => `    if (strip + ${p} < i32(header.outWidth)) { arena[channel + ${p}u] = acc${o * CONV_PIXELS + p} + bias; }`)}
  }`,
)}
  }
}`,
}

export const convInputGradientKernel: Kernel = {
  id: 'conv input gradient',
  arena: 'scalar',
  header: CONV_HEADER,
  macs: convMacs,
  job: {
    gradient: 'reads',
    weight: 'reads',
    ...LANDING_FIELDS,
    ...PADDING,
  },
  body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
${DECODE}
  if (firstChannel >= header.inChannels) { return; }
${SIZES}
  let endRow = min(firstRow + i32(header.segmentRows), height);
  let lastOut = i32(header.outWidth) - 1;
${repeat(CONV_CHANNELS, (i) => `  let tap${i} = min(firstChannel + ${i}u, header.inChannels - 1u) * taps;`)}
  for (var y = firstRow; y < endRow; y++) {
  var met = false;
${repeat(CONV_CHANNELS * CONV_PIXELS, (i) => `  var acc${i} = 0.0;`)}
  for (var ky = 0u; ky < header.kernelHeight; ky++) {
    let reachY = y + padTop - i32(ky) * dilation;
    if (reachY < 0 || reachY % strideY != 0 || reachY / strideY >= i32(header.outHeight)) { continue; }
    let row = job.gradient + (example * header.outHeight + u32(reachY / strideY)) * header.outWidth;
    for (var kx = 0u; kx < header.kernelWidth; kx++) {
      let reach = strip + padLeft - i32(kx) * dilation;
${repeat(CONV_PIXELS, (p) => `      let reach${p} = reach + ${p}; let hit${p} = reach${p} >= 0 && reach${p} % strideX == 0 && reach${p} / strideX <= lastOut; let out${p} = row + u32(clamp(reach${p} / strideX, 0, lastOut));`)}
      if (!(${Array.from({ length: CONV_PIXELS }, (_, p) => `hit${p}`).join(' || ')})) { continue; }
      met = true;
      let tap = job.weight + ky * header.kernelWidth + kx;
      for (var co = 0u; co < header.outChannels; co++) {
        let plane = co * header.outChannelStride;
        let filterAt = tap + co * header.inChannels * taps;
${repeat(CONV_PIXELS, (p) => `        let g${p} = select(0.0, arena[plane + out${p}], hit${p});`)}
${repeat(
  CONV_CHANNELS,
  (i) => `        let w${i} = state[filterAt + tap${i}];
${repeat(CONV_PIXELS, (p) => `        acc${i * CONV_PIXELS + p} += w${i} * g${p};`)}`,
)}
      }
    }
  }
  // A stride skips pixels: they have nothing to add to what is there already.
  if (!met && job.accumulate != 0u) { continue; }
  let at = (example * header.height + u32(y)) * header.width + u32(strip);
${repeat(
  CONV_CHANNELS,
  (i) => `  if (firstChannel + ${i}u < header.inChannels) {
    let affine = affineOf(job.maskCoefficients, 0u, firstChannel + ${i}u);
    let channel = at + (firstChannel + ${i}u) * header.channelStride;
${repeat(CONV_PIXELS, (p) => `    if (strip + ${p} < width) { land(channel + ${p}u, acc${i * CONV_PIXELS + p}, job.mask, affine, job.accumulate, job.dst); }`)}
  }`,
)}
  }
}`,
}

/** Partial sums [chunk][out][in][kh][kw]; a chunk takes every chunks-th output row of the batch. */
export const convWeightGradientKernel: Kernel = {
  id: 'conv weight gradient',
  arena: 'scalar',
  header: CONV_HEADER,
  macs: convMacs,
  job: {
    gradient: 'reads',
    ...VALUE_FIELDS,
    partials: 'writes',
    ...PADDING,
  },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let chunk = id % header.chunks;
  let weight = id / header.chunks;
${SIZES}
  let size = header.outChannels * header.inChannels * taps;
  if (weight >= size) { return; }
  let kx = i32(weight % header.kernelWidth);
  let ky = i32(weight % taps / header.kernelWidth);
  let ci = weight / taps % header.inChannels;
  let co = weight / taps / header.inChannels;
  let affine = affineOf(job.coefficients, job.relu, ci);
  var sum = 0.0;
  for (var line = chunk; line < header.examples * header.outHeight; line += header.chunks) {
    let y = i32(line % header.outHeight) * strideY + ky * dilation - padTop;
    if (y < 0 || y >= height) { continue; }
    let row = job.src + ci * header.channelStride + ((line / header.outHeight) * header.height + u32(y)) * header.width;
    let gradientRow = job.gradient + co * header.outChannelStride + line * header.outWidth;
    for (var ox = 0u; ox < header.outWidth; ox++) {
      let x = i32(ox) * strideX + kx * dilation - padLeft;
      if (x < 0 || x >= width) { continue; }
      sum += arena[gradientRow + ox] * seen(arena[row + u32(x)], affine);
    }
  }
  state[job.partials + chunk * size + weight] = sum;
}`,
}
