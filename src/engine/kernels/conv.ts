/**
 * Dense convolution of any window: stems, and what spaces have beside depthwise ones. An invocation
 * computes four channels of some neighbouring columns, so that each number read serves many sums, and
 * walks down rows, so that finding its place costs little.
 */
import type { Window } from '../../network/network'
import { strides } from '../../network/network'
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL, WITHIN_WGSL } from './snippets'
import { OUTPUT_HEADER, WALK_HEADER } from './walks'

export const CONV_CHANNELS = 4
/** Columns of an invocation of the input gradient. */
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

/** i32 bits, for padding may be negative. */
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

/** A window, and what else a kernel is written for. */
export interface ConvVariant extends Window {
  /** Output columns of a strip; divides the width of the output. */
  readonly tile: number
}

/**
 * Most weights of an output channel that an invocation holds while it walks, and most input channels
 * they may be of: each is written out by itself, and long kernels take software GPUs minutes to compile.
 */
const HELD_WEIGHTS = 27
const HELD_CHANNELS = 3

const plus = (base: string, offset: number) =>
  offset < 0 ? `${base} - ${-offset}` : `${base} + ${offset}`

/** Says what is not as usual: a stride, a dilation, a padding that does not keep the size. */
function variantName(variant: ConvVariant): string {
  const { kernel, padding, dilation, tile } = variant
  const [stepY, stepX] = strides(variant)
  const same = kernel.every((size, axis) => 2 * padding[axis as 0 | 1] === dilation * (size - 1))
  return [
    kernel.join('x'),
    stepY * stepX > 1 ? ` stride ${stepY}x${stepX}` : '',
    dilation > 1 ? ` dilated ${dilation}` : '',
    same ? '' : ` pad ${padding.join('x')}`,
    `, strip ${tile}`,
  ].join('')
}

/** The input columns that a strip reads, the left one first; `border` may lie outside the image. */
function columnsOf(variant: ConvVariant) {
  const [pad, step] = [variant.padding[1], strides(variant)[1]]
  const span = (variant.kernel[1] - 1) * variant.dilation + 1
  const count = (variant.tile - 1) * step + span
  // The output is no wider than its windows find pixels, padded on both sides unless it is negative.
  const certain = (j: number) => j >= pad && j - pad < count - 2 * Math.max(pad, 0)
  const all = Array.from({ length: count }, (_, j) => j)
  return { all, border: all.filter((j) => !certain(j)), step, pad }
}

/** Needs strip and width in scope. */
function findColumns(variant: ConvVariant): string {
  const { border, step, pad } = columnsOf(variant)
  return `  let firstColumn = i32(strip * ${variant.tile}u) * ${step};
${border
  .map((j) => {
    const at = plus('firstColumn', j - pad)
    return `  let at${j} = u32(clamp(${at}, 0, width - 1)); let inside${j} = ${at} >= 0 && ${at} < width;`
  })
  .join('\n')}`
}

/** Loads what a strip reads of the row at `row`, seen through `affine`, into v0, v1, … */
function loadColumns(variant: ConvVariant, v: string, row: string, affine: string): string {
  const { all, border, pad } = columnsOf(variant)
  return all
    .map((j) =>
      border.includes(j)
        ? `let ${v}${j} = select(0.0, seen(arena[${row} + at${j}], ${affine}), inside${j});`
        : `let ${v}${j} = seen(arena[${row} + u32(${plus('firstColumn', j - pad)})], ${affine});`,
    )
    .join('\n')
}

/** @param inChannels decides whether an invocation keeps its weights: where there are few of them */
export function convKernel(variant: ConvVariant, inChannels: number): Kernel {
  const { kernel, dilation, padding, tile } = variant
  const [kernelHeight, kernelWidth] = kernel
  const [stepY, stepX] = strides(variant)
  const taps = kernelHeight * kernelWidth
  const held = inChannels <= HELD_CHANNELS && inChannels * taps <= HELD_WEIGHTS
  const loadWeights = (c: string, base: (o: number) => string) =>
    repeat(CONV_CHANNELS, (o) =>
      repeat(taps, (tap) => `let w${c}_${o}_${tap} = state[${base(o)} + ${tap}u];`),
    )
  /** Adds what input channel `c` gives; `c` names its affine, image and weights. */
  const addChannel = (c: string) =>
    repeat(kernelHeight, (ky) => {
      const sums = repeat(CONV_CHANNELS, (o) =>
        repeat(tile, (p) => {
          const terms = Array.from(
            { length: kernelWidth },
            (_, kx) => `w${c}_${o}_${ky * kernelWidth + kx} * v${p * stepX + kx * dilation}`,
          )
          return `acc${o * tile + p} += ${terms.join(' + ')};`
        }),
      )
      return `{
let y = ${plus(`oy * ${stepY}`, ky * dilation - padding[0])};
let row = image${c} + u32(clamp(y, 0, height - 1)) * header.width;
let affine = within(y >= 0 && y < height, affine${c}, 0.0);
${loadColumns(variant, 'v', 'row', 'affine')}
${sums}
}`
    })
  const channel = (c: string, index: string) => `
let affine${c} = affineOf(job.coefficients, job.relu, ${index});
let image${c} = job.src + ${index} * header.channelStride + example * header.height * header.width;
${loadWeights(c, (o) => `weight${o} + ${index} * ${taps}u`)}`
  return {
    id: `conv ${variantName(variant)}${held ? `, ${inChannels} in` : ''}`,
    arena: 'scalar',
    header: CONV_HEADER,
    macs: convMacs,
    job: { ...VALUE_FIELDS, weight: 'reads', bias: 'reads', dst: 'writes' },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
  var rest = id;
  let strip = rest % header.strips; rest /= header.strips;
  let segment = rest % header.segments; rest /= header.segments;
  let example = rest % header.examples;
  let firstChannel = ${CONV_CHANNELS}u * (rest / header.examples);
  if (firstChannel >= header.outChannels) { return; }
  let height = i32(header.height);
  let width = i32(header.width);
${findColumns(variant)}
${repeat(
  CONV_CHANNELS,
  (o) => `  let channel${o} = min(firstChannel + ${o}u, header.outChannels - 1u);
  let weight${o} = job.weight + channel${o} * header.inChannels * ${taps}u;
  var bias${o} = 0.0;
  if (job.bias != NONE) { bias${o} = state[job.bias + channel${o}]; }`,
)}
${held ? repeat(inChannels, (c) => channel(`${c}`, `${c}u`)) : ''}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), i32(header.outHeight));
  for (var oy = firstRow; oy < endRow; oy++) {
${repeat(CONV_CHANNELS * tile, (i) => `    var acc${i} = bias${Math.floor(i / tile)};`)}
${
  held
    ? repeat(inChannels, (c) => addChannel(`${c}`))
    : `for (var ci = 0u; ci < header.inChannels; ci++) {
${channel('', 'ci')}
${addChannel('')}
}`
}
    let at = job.dst + (example * header.outHeight + u32(oy)) * header.outWidth + strip * ${tile}u;
${repeat(
  CONV_CHANNELS,
  (o) => `    if (firstChannel + ${o}u < header.outChannels) {
      let to = at + channel${o} * header.outChannelStride;
${repeat(tile, (p) => `      arena[to + ${p}u] = acc${o * tile + p};`)}
    }`,
)}
  }
}`,
  }
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

/**
 * Partial sums [chunk][out][in][kh][kw]; a chunk takes every chunks-th output row of the batch. An
 * invocation sums one row of the filters of four output channels: see `convWeightGradientRows`.
 */
export function convWeightGradientKernel(variant: ConvVariant): Kernel {
  const { kernel, dilation, padding, tile } = variant
  const [kernelHeight, kernelWidth] = kernel
  const [stepY, stepX] = strides(variant)
  return {
    id: `conv weight gradient ${variantName(variant)}`,
    arena: 'scalar',
    header: CONV_HEADER,
    macs: convMacs,
    job: { gradient: 'reads', ...VALUE_FIELDS, partials: 'writes' },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
  var rest = id;
  let chunk = rest % header.chunks; rest /= header.chunks;
  let ky = rest % ${kernelHeight}u; rest /= ${kernelHeight}u;
  let ci = rest % header.inChannels;
  let firstChannel = ${CONV_CHANNELS}u * (rest / header.inChannels);
  if (firstChannel >= header.outChannels) { return; }
  let height = i32(header.height);
  let width = i32(header.width);
  let affineIn = affineOf(job.coefficients, job.relu, ci);
${repeat(CONV_CHANNELS, (o) => `  let plane${o} = job.gradient + min(firstChannel + ${o}u, header.outChannels - 1u) * header.outChannelStride;`)}
${repeat(CONV_CHANNELS * kernelWidth, (i) => `  var acc${i} = 0.0;`)}
  for (var strip = 0u; strip < header.strips; strip++) {
${findColumns(variant)}
    for (var line = chunk; line < header.examples * header.outHeight; line += header.chunks) {
      let y = i32(line % header.outHeight * ${stepY}u + ky * ${dilation}u) - ${padding[0]};
      let example = line / header.outHeight;
      let row = job.src + ci * header.channelStride + (example * header.height + u32(clamp(y, 0, height - 1))) * header.width;
      let affine = within(y >= 0 && y < height, affineIn, 0.0);
${loadColumns(variant, 'v', 'row', 'affine')}
      let at = line * header.outWidth + strip * ${tile}u;
${repeat(
  CONV_CHANNELS,
  (o) => `{
${repeat(tile, (p) => `let g${p} = arena[plane${o} + at + ${p}u];`)}
${repeat(kernelWidth, (kx) => {
  const terms = Array.from({ length: tile }, (_, p) => `g${p} * v${p * stepX + kx * dilation}`)
  return `acc${o * kernelWidth + kx} += ${terms.join(' + ')};`
})}
}`,
)}
    }
  }
  let size = header.outChannels * header.inChannels * ${kernelHeight * kernelWidth}u;
${repeat(
  CONV_CHANNELS,
  (o) => `  if (firstChannel + ${o}u < header.outChannels) {
    let at = job.partials + chunk * size + (((firstChannel + ${o}u) * header.inChannels + ci) * ${kernelHeight}u + ky) * ${kernelWidth}u;
${repeat(kernelWidth, (kx) => `    state[at + ${kx}u] = acc${o * kernelWidth + kx};`)}
  }`,
)}
}`,
  }
}

/** Invocations of the weight gradient to a chunk. */
export const convWeightGradientRows = (inChannels: number, outChannels: number, rows: number) =>
  Math.ceil(outChannels / CONV_CHANNELS) * inChannels * rows
