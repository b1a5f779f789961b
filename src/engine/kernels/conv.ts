/**
 * Dense convolution of any window: stems, strided 1 × 1 pairs of FactorizedReduce, plain k × k.
 * An invocation computes four channels of four neighbouring pixels: each number read serves four sums.
 */
import { repeat, type Kernel } from './kernel'
import { LAND_WGSL, VALUE_WGSL } from './snippets'

export const CONV_CHANNELS = 4
export const CONV_PIXELS = 4

export const CONV_HEADER = [
  'inChannels',
  'outChannels',
  'examples',
  'height',
  'width',
  'channelStride',
  'outHeight',
  'outWidth',
  'outChannelStride',
  'kernelHeight',
  'kernelWidth',
  'strideY',
  'strideX',
  'dilation',
  'chunks',
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
    src: 'reads',
    coefficients: 'reads',
    relu: 'value',
    weight: 'reads',
    bias: 'reads',
    dst: 'writes',
    ...PADDING,
  },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let groups = (header.outWidth + ${CONV_PIXELS - 1}u) / ${CONV_PIXELS}u;
  let lines = header.examples * header.outHeight;
  let line = id / groups % lines;
  let firstOut = ${CONV_CHANNELS}u * (id / (groups * lines));
  if (firstOut >= header.outChannels) { return; }
${SIZES}
  let example = line / header.outHeight;
  let oy = i32(line % header.outHeight);
  let ox = i32(id % groups * ${CONV_PIXELS}u);
  let filterSize = header.inChannels * taps;
${repeat(CONV_CHANNELS, (o) => `  let weight${o} = job.weight + min(firstOut + ${o}u, header.outChannels - 1u) * filterSize;`)}
${repeat(CONV_CHANNELS * CONV_PIXELS, (i) => `  var acc${i} = 0.0;`)}
  for (var ci = 0u; ci < header.inChannels; ci++) {
    let affine = affineOf(job.coefficients, job.relu, ci);
    let image = job.src + ci * header.channelStride + example * header.height * header.width;
    for (var ky = 0u; ky < header.kernelHeight; ky++) {
      let y = oy * strideY + i32(ky) * dilation - padTop;
      if (y < 0 || y >= height) { continue; }
      let row = image + u32(y) * header.width;
      for (var kx = 0u; kx < header.kernelWidth; kx++) {
        let x = ox * strideX + i32(kx) * dilation - padLeft;
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
  let at = job.dst + line * header.outWidth + u32(ox);
${repeat(
  CONV_CHANNELS,
  (o) => `  if (firstOut + ${o}u < header.outChannels) {
    var bias = 0.0;
    if (job.bias != NONE) { bias = state[job.bias + firstOut + ${o}u]; }
    let channel = at + (firstOut + ${o}u) * header.outChannelStride;
${repeat(CONV_PIXELS, (p) => `    if (ox + ${p} < i32(header.outWidth)) { arena[channel + ${p}u] = acc${o * CONV_PIXELS + p} + bias; }`)}
  }`,
)}
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
    dst: 'updates',
    accumulate: 'value',
    mask: 'reads',
    maskCoefficients: 'reads',
    ...PADDING,
  },
  body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
  let groups = (header.width + ${CONV_PIXELS - 1}u) / ${CONV_PIXELS}u;
  let lines = header.examples * header.height;
  let line = id / groups % lines;
  let firstIn = ${CONV_CHANNELS}u * (id / (groups * lines));
  if (firstIn >= header.inChannels) { return; }
${SIZES}
  let example = line / header.height;
  let y = i32(line % header.height);
  let x = i32(id % groups * ${CONV_PIXELS}u);
  let lastOut = i32(header.outWidth) - 1;
  var met = false;
${repeat(CONV_CHANNELS, (i) => `  let tap${i} = min(firstIn + ${i}u, header.inChannels - 1u) * taps;`)}
${repeat(CONV_CHANNELS * CONV_PIXELS, (i) => `  var acc${i} = 0.0;`)}
  for (var ky = 0u; ky < header.kernelHeight; ky++) {
    let reachY = y + padTop - i32(ky) * dilation;
    if (reachY < 0 || reachY % strideY != 0 || reachY / strideY >= i32(header.outHeight)) { continue; }
    let row = job.gradient + (example * header.outHeight + u32(reachY / strideY)) * header.outWidth;
    for (var kx = 0u; kx < header.kernelWidth; kx++) {
      let reach = x + padLeft - i32(kx) * dilation;
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
  if (!met && job.accumulate != 0u) { return; }
  let at = line * header.width + u32(x);
${repeat(
  CONV_CHANNELS,
  (i) => `  if (firstIn + ${i}u < header.inChannels) {
    let affine = affineOf(job.maskCoefficients, 0u, firstIn + ${i}u);
    let channel = at + (firstIn + ${i}u) * header.channelStride;
${repeat(CONV_PIXELS, (p) => `    if (x + ${p} < width) { land(channel + ${p}u, acc${i * CONV_PIXELS + p}, job.mask, affine, job.accumulate, job.dst); }`)}
  }`,
)}
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
    src: 'reads',
    coefficients: 'reads',
    relu: 'value',
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
