import type { Kernel } from './kernel'
import { LAND_WGSL, VALUE_WGSL } from './snippets'

export const POOL_HEADER = [
  'channels',
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
  'padTop',
  'padLeft',
  'dilation',
  /** 1 for average, 0 for maximum: both kinds share a dispatch's pipeline, not its header. */
  'average',
] as const

const SIZES = `
  let height = i32(header.height);
  let width = i32(header.width);
  let stride = i32(header.stride);
  let dilation = i32(header.dilation);
  let padTop = bitcast<i32>(header.padTop);
  let padLeft = bitcast<i32>(header.padLeft);`

/** Maximum, or mean over the pixels inside the image, of each window. */
export const poolKernel: Kernel = {
  id: 'pool',
  arena: 'scalar',
  header: POOL_HEADER,
  job: { src: 'reads', coefficients: 'reads', relu: 'value', dst: 'writes' },
  body: `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let outPixels = header.outHeight * header.outWidth;
  let pixel = id % (header.examples * outPixels);
  let channel = id / (header.examples * outPixels);
  if (channel >= header.channels) { return; }
${SIZES}
  let image = job.src + channel * header.channelStride + (pixel / outPixels) * header.height * header.width;
  let oy = i32(pixel % outPixels / header.outWidth);
  let ox = i32(pixel % header.outWidth);
  let affine = affineOf(job.coefficients, job.relu, channel);
  var best = -3.0e38;
  var sum = 0.0;
  var inside = 0.0;
  for (var ky = 0; ky < i32(header.kernelHeight); ky++) {
    let y = oy * stride + ky * dilation - padTop;
    if (y < 0 || y >= height) { continue; }
    for (var kx = 0; kx < i32(header.kernelWidth); kx++) {
      let x = ox * stride + kx * dilation - padLeft;
      if (x < 0 || x >= width) { continue; }
      let v = seen(arena[image + u32(y) * header.width + u32(x)], affine);
      best = max(best, v);
      sum += v;
      inside += 1.0;
    }
  }
  arena[job.dst + channel * header.outChannelStride + pixel] =
    select(best, sum / max(inside, 1.0), header.average != 0u);
}`,
}

/**
 * Gathers the gradient of each input pixel from the windows that hold it. For the maximum, a window
 * gives its gradient to its first largest pixel in reading order, as PyTorch does.
 */
export const poolInputGradientKernel: Kernel = {
  id: 'pool input gradient',
  arena: 'scalar',
  header: POOL_HEADER,
  job: {
    gradient: 'reads',
    src: 'reads',
    coefficients: 'reads',
    relu: 'value',
    output: 'reads',
    dst: 'updates',
    accumulate: 'value',
    mask: 'reads',
  },
  body: `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
  let pixels = header.height * header.width;
  let pixel = id % (header.examples * pixels);
  let channel = id / (header.examples * pixels);
  if (channel >= header.channels) { return; }
${SIZES}
  let outHeight = i32(header.outHeight);
  let outWidth = i32(header.outWidth);
  let example = pixel / pixels;
  let image = job.src + channel * header.channelStride + example * pixels;
  let outImage = channel * header.outChannelStride + example * header.outHeight * header.outWidth;
  let y = i32(pixel % pixels / header.width);
  let x = i32(pixel % header.width);
  let affine = affineOf(job.coefficients, job.relu, channel);
  let own = seen(arena[image + pixel % pixels], affine);
  var sum = 0.0;
  for (var ky = 0; ky < i32(header.kernelHeight); ky++) {
    let reachY = y + padTop - ky * dilation;
    if (reachY < 0 || reachY % stride != 0 || reachY / stride >= outHeight) { continue; }
    let oy = reachY / stride;
    for (var kx = 0; kx < i32(header.kernelWidth); kx++) {
      let reachX = x + padLeft - kx * dilation;
      if (reachX < 0 || reachX % stride != 0 || reachX / stride >= outWidth) { continue; }
      let ox = reachX / stride;
      let out = outImage + u32(oy * outWidth + ox);
      let g = arena[job.gradient + out];
      let top = oy * stride - padTop;
      let left = ox * stride - padLeft;
      if (header.average != 0u) {
        var rows = 0; var columns = 0;
        for (var k = 0; k < i32(header.kernelHeight); k++) {
          rows += select(0, 1, top + k * dilation >= 0 && top + k * dilation < height);
        }
        for (var k = 0; k < i32(header.kernelWidth); k++) {
          columns += select(0, 1, left + k * dilation >= 0 && left + k * dilation < width);
        }
        sum += g / f32(rows * columns);
      } else if (own == arena[job.output + out]) {
        var first = true;
        for (var before = 0; before < ky * i32(header.kernelWidth) + kx; before++) {
          let py = top + before / i32(header.kernelWidth) * dilation;
          let px = left + before % i32(header.kernelWidth) * dilation;
          if (py >= 0 && py < height && px >= 0 && px < width) {
            if (seen(arena[image + u32(py) * header.width + u32(px)], affine) == own) { first = false; }
          }
        }
        if (first) { sum += g; }
      }
    }
  }
  land(channel * header.channelStride + pixel, sum, job.mask, affine, job.accumulate, job.dst);
}`,
}
