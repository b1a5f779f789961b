/**
 * Dense convolution of any window: stems, strided 1 × 1 pairs of FactorizedReduce, plain k × k.
 * An invocation computes four channels of one pixel, so that each pixel read serves four sums.
 */
import { repeat, type Kernel } from './kernel'
import { LAND_WGSL, VALUE_WGSL } from './snippets'

export const CONV_CHANNELS = 4

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
  'stride',
  /** i32 bits: padding may be negative. */
  'padTop',
  'padLeft',
  'dilation',
  'chunks',
] as const

const SIZES = `
  let height = i32(header.height);
  let width = i32(header.width);
  let stride = i32(header.stride);
  let dilation = i32(header.dilation);
  let padTop = bitcast<i32>(header.padTop);
  let padLeft = bitcast<i32>(header.padLeft);
  let taps = header.kernelHeight * header.kernelWidth;`

export const convKernel: Kernel = {
  id: 'conv',
  arena: 'scalar',
  header: CONV_HEADER,
  job: {
    src: 'reads',
    coefficients: 'reads',
    relu: 'value',
    weight: 'reads',
    bias: 'reads',
    dst: 'writes',
  },
  body: `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let outPixels = header.outHeight * header.outWidth;
  let pixel = id % (header.examples * outPixels);
  let firstOut = ${CONV_CHANNELS}u * (id / (header.examples * outPixels));
  if (firstOut >= header.outChannels) { return; }
${SIZES}
  let example = pixel / outPixels;
  let oy = i32(pixel % outPixels / header.outWidth);
  let ox = i32(pixel % header.outWidth);
  let filterAt = header.inChannels * taps;
${repeat(CONV_CHANNELS, (o) => `  let weight${o} = job.weight + min(firstOut + ${o}u, header.outChannels - 1u) * filterAt; var acc${o} = 0.0;`)}
  for (var ci = 0u; ci < header.inChannels; ci++) {
    let affine = affineOf(job.coefficients, job.relu, ci);
    let image = job.src + ci * header.channelStride + example * header.height * header.width;
    for (var ky = 0u; ky < header.kernelHeight; ky++) {
      let y = oy * stride + i32(ky) * dilation - padTop;
      if (y < 0 || y >= height) { continue; }
      for (var kx = 0u; kx < header.kernelWidth; kx++) {
        let x = ox * stride + i32(kx) * dilation - padLeft;
        if (x < 0 || x >= width) { continue; }
        let v = seen(arena[image + u32(y) * header.width + u32(x)], affine);
        let tap = ci * taps + ky * header.kernelWidth + kx;
${repeat(CONV_CHANNELS, (o) => `        acc${o} += state[weight${o} + tap] * v;`)}
      }
    }
  }
${repeat(
  CONV_CHANNELS,
  (o) => `  if (firstOut + ${o}u < header.outChannels) {
    if (job.bias != NONE) { acc${o} += state[job.bias + firstOut + ${o}u]; }
    arena[job.dst + (firstOut + ${o}u) * header.outChannelStride + pixel] = acc${o};
  }`,
)}
}`,
}

export const convInputGradientKernel: Kernel = {
  id: 'conv input gradient',
  arena: 'scalar',
  header: CONV_HEADER,
  job: {
    gradient: 'reads',
    weight: 'reads',
    dst: 'updates',
    accumulate: 'value',
    mask: 'reads',
    maskCoefficients: 'reads',
  },
  body: `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
  let pixels = header.height * header.width;
  let pixel = id % (header.examples * pixels);
  let firstIn = ${CONV_CHANNELS}u * (id / (header.examples * pixels));
  if (firstIn >= header.inChannels) { return; }
${SIZES}
  let example = pixel / pixels;
  let y = i32(pixel % pixels / header.width);
  let x = i32(pixel % header.width);
${repeat(CONV_CHANNELS, (i) => `  let tap${i} = min(firstIn + ${i}u, header.inChannels - 1u) * taps; var acc${i} = 0.0;`)}
  for (var ky = 0u; ky < header.kernelHeight; ky++) {
    let reachY = y + padTop - i32(ky) * dilation;
    if (reachY < 0 || reachY % stride != 0 || reachY / stride >= i32(header.outHeight)) { continue; }
    for (var kx = 0u; kx < header.kernelWidth; kx++) {
      let reachX = x + padLeft - i32(kx) * dilation;
      if (reachX < 0 || reachX % stride != 0 || reachX / stride >= i32(header.outWidth)) { continue; }
      let outPixel = (example * header.outHeight + u32(reachY / stride)) * header.outWidth + u32(reachX / stride);
      let tap = job.weight + ky * header.kernelWidth + kx;
      for (var co = 0u; co < header.outChannels; co++) {
        let g = arena[job.gradient + co * header.outChannelStride + outPixel];
        let filterAt = tap + co * header.inChannels * taps;
${repeat(CONV_CHANNELS, (i) => `        acc${i} += state[filterAt + tap${i}] * g;`)}
      }
    }
  }
${repeat(
  CONV_CHANNELS,
  (i) => `  if (firstIn + ${i}u < header.inChannels) {
    land((firstIn + ${i}u) * header.channelStride + pixel, acc${i}, job.mask,
      affineOf(job.maskCoefficients, 0u, firstIn + ${i}u), job.accumulate, job.dst);
  }`,
)}
}`,
}

/** Partial sums [chunk][out][in][kh][kw]; a chunk takes every chunks-th output row of the batch. */
export const convWeightGradientKernel: Kernel = {
  id: 'conv weight gradient',
  arena: 'scalar',
  header: CONV_HEADER,
  job: { gradient: 'reads', src: 'reads', coefficients: 'reads', relu: 'value', partials: 'writes' },
  body: `
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
    let y = i32(line % header.outHeight) * stride + ky * dilation - padTop;
    if (y < 0 || y >= height) { continue; }
    let row = job.src + ci * header.channelStride + ((line / header.outHeight) * header.height + u32(y)) * header.width;
    let gradientRow = job.gradient + co * header.outChannelStride + line * header.outWidth;
    for (var ox = 0u; ox < header.outWidth; ox++) {
      let x = i32(ox) * stride + kx * dilation - padLeft;
      if (x < 0 || x >= width) { continue; }
      sum += arena[gradientRow + ox] * seen(arena[row + u32(x)], affine);
    }
  }
  state[job.partials + chunk * size + weight] = sum;
}`,
}
