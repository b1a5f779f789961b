/** Depthwise convolution with stride 2 (reduction cells); symmetric padding, output ⌈n / 2⌉. */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL } from './snippets'
import { WINDOW_DECODE, WINDOW_HEADER } from './walks'

export interface StridedVariant {
  readonly kernel: number
  readonly dilation: number
  /** Output columns of a strip. */
  readonly tile: number
}

const STRIDE = 2

const stridedMacs =
  (kernel: number): Kernel['macs'] =>
  ({ channels, examples, outHeight, outWidth }) =>
    channels! * examples! * outHeight! * outWidth! * kernel * kernel

const name = ({ kernel, dilation, tile }: StridedVariant) =>
  `${kernel}x${kernel}${dilation > 1 ? ` dilated ${dilation}` : ''}, strip ${tile}`

/** Loads the input columns that a strip of outputs reads into v0, v1, …; `row` must be in scope. */
function loadColumns({ kernel, dilation, tile }: StridedVariant): string {
  const pad = ((kernel - 1) * dilation) / 2
  const columns = (tile - 1) * STRIDE + (kernel - 1) * dilation + 1
  return repeat(columns, (j) => {
    const at = `firstColumn + ${j}`
    return `      let v${j} = select(0.0, seen(arena[job.src + row + u32(clamp(${at}, 0, width - 1))], affine), ${at} >= 0 && ${at} < width);`
  }).replaceAll('firstColumn', `(x0 * ${STRIDE} - ${pad})`)
}

export function stridedDepthwiseKernel(variant: StridedVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const pad = ((kernel - 1) * dilation) / 2
  return {
    id: `strided depthwise ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    macs: stridedMacs(kernel),
    job: { ...VALUE_FIELDS, weight: 'reads', dst: 'writes' },
    body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = i32(strip * ${tile}u);
  let affine = affineOf(job.coefficients, job.relu, channel);
  let filterAt = job.weight + channel * ${kernel * kernel}u;
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), outHeight);
  for (var oy = firstRow; oy < endRow; oy++) {
${repeat(tile, (i) => `    var acc${i} = 0.0;`)}
    for (var ky = 0; ky < ${kernel}; ky++) {
      let y = oy * ${STRIDE} + ky * ${dilation} - ${pad};
      if (y < 0 || y >= height) { continue; }
      let row = image + u32(y) * header.width;
      let filterRow = filterAt + u32(ky) * ${kernel}u;
${repeat(kernel, (kx) => `      let w${kx} = state[filterRow + ${kx}u];`)}
${loadColumns(variant)}
${repeat(
  tile,
  (i) =>
    `      acc${i} += ${Array.from({ length: kernel }, (_, kx) => `w${kx} * v${i * STRIDE + kx * dilation}`).join(' + ')};`,
)}
    }
    let at = job.dst + outImage + u32(oy) * header.outWidth + u32(x0);
${repeat(tile, (i) => `    if (x0 + ${i} < outWidth) { arena[at + ${i}u] = acc${i}; }`)}
  }
}`,
  }
}

/**
 * Gradient with respect to the input, summed over a list of convolutions that read it. A strip covers
 * 2 · tile input columns; which taps meet which columns is known when the kernel is written.
 */
export function stridedDepthwiseInputGradientKernel(variant: StridedVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const pad = ((kernel - 1) * dilation) / 2
  const inputs = tile * STRIDE
  // Input column x0 + i meets output column (x0 + i + pad − kx·dilation) / 2 where that is whole.
  const taps = Array.from({ length: inputs }, (_, i) =>
    Array.from({ length: kernel }, (_, kx) => ({ kx, offset: i + pad - kx * dilation }))
      .filter(({ offset }) => offset % STRIDE === 0)
      .map(({ kx, offset }) => ({ kx, out: offset / STRIDE })),
  )
  const outs = [...new Set(taps.flat().map(({ out }) => out))].sort((a, b) => a - b)
  const label = (out: number) => (out < 0 ? `m${-out}` : `${out}`)
  return {
    id: `strided depthwise input gradient ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    macs: stridedMacs(kernel),
    job: {
      ...LANDING_FIELDS,
    },
    list: { src: 'reads', weight: 'reads' },
    body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = i32(strip * ${inputs}u);
  let firstOut = i32(strip * ${tile}u);
  let affine = affineOf(job.maskCoefficients, 0u, channel);
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), height);
  for (var y = firstRow; y < endRow; y++) {
${repeat(inputs, (i) => `    var acc${i} = 0.0;`)}
    for (var ky = 0; ky < ${kernel}; ky++) {
      let reach = y + ${pad} - ky * ${dilation};
      if (reach < 0 || (reach & 1) != 0 || reach >= ${STRIDE} * outHeight) { continue; }
      for (var reader = 0u; reader < job.listLength; reader++) {
      let entry = job.listStart + 2u * reader;
      let filterAt = words[entry + 1u] + channel * ${kernel * kernel}u;
      let row = words[entry] + outImage + u32(reach / ${STRIDE}) * header.outWidth;
      let filterRow = filterAt + u32(ky) * ${kernel}u;
${repeat(kernel, (kx) => `      let w${kx} = state[filterRow + ${kx}u];`)}
${outs
  .map((out) => {
    const at = out < 0 ? `firstOut - ${-out}` : `firstOut + ${out}`
    return `      let g${label(out)} = select(0.0, arena[row + u32(clamp(${at}, 0, outWidth - 1))], ${at} >= 0 && ${at} < outWidth);`
  })
  .join('\n')}
${taps
  .map((met, i) =>
    met.length === 0
      ? ''
      : `      acc${i} += ${met.map(({ kx, out }) => `w${kx} * g${label(out)}`).join(' + ')};`,
  )
  .join('\n')}
      }
    }
    let at = image + u32(y) * header.width + u32(x0);
${repeat(inputs, (i) => `    if (x0 + ${i} < width) { land(at + ${i}u, acc${i}, job.mask, affine, job.accumulate, job.dst); }`)}
  }
}`,
  }
}

/**
 * Partial sums [item][channel][k²], as in the unstrided kernel. An invocation sums one row of the
 * filter: all of them at once would take a second to compile.
 */
export function stridedDepthwiseWeightGradientKernel(variant: StridedVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const pad = ((kernel - 1) * dilation) / 2
  return {
    id: `strided depthwise weight gradient ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    macs: stridedMacs(kernel),
    job: {
      gradient: 'reads',
      ...VALUE_FIELDS,
      partials: 'writes',
    },
    body: () => `
${VALUE_WGSL}
fn run(job: Job, invocation: u32) {
  let filterRow = invocation % ${kernel}u;
  let id = invocation / ${kernel}u;
${WINDOW_DECODE}
  let x0 = i32(strip * ${tile}u);
  let affine = affineOf(job.coefficients, job.relu, channel);
${repeat(kernel, (i) => `  var acc${i} = 0.0;`)}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), outHeight);
  for (var oy = firstRow; oy < endRow; oy++) {
    let y = oy * ${STRIDE} + i32(filterRow) * ${dilation} - ${pad};
    if (y < 0 || y >= height) { continue; }
    let gradientRow = job.gradient + outImage + u32(oy) * header.outWidth;
    let row = image + u32(y) * header.width;
${repeat(tile, (i) => `    let g${i} = select(0.0, arena[gradientRow + u32(min(x0 + ${i}, outWidth - 1))], x0 + ${i} < outWidth);`)}
${loadColumns(variant)}
${repeat(
  kernel,
  (kx) =>
    `    acc${kx} += ${Array.from({ length: tile }, (_, i) => `g${i} * v${i * STRIDE + kx * dilation}`).join(' + ')};`,
)}
  }
  let item = (example * header.segments + segment) * header.strips + strip;
  let at = job.partials + (item * header.channels + channel) * ${kernel * kernel}u + filterRow * ${kernel}u;
${repeat(kernel, (i) => `  state[at + ${i}u] = acc${i};`)}
}`,
  }
}
