/**
 * Depthwise convolution with stride 2 (reduction cells); symmetric padding, output ⌈n / 2⌉.
 *
 * An invocation walks down a strip of `tile` output columns, two input rows and one output row at a
 * time. Which row and column meets which tap is known when the kernel is written, so that each number
 * is read once and nothing is tested but what may lie outside the image.
 */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL, WITHIN_WGSL } from './snippets'
import { WINDOW_DECODE, WINDOW_HEADER } from './walks'

export interface StridedVariant {
  readonly kernel: number
  readonly dilation: number
  /** Output columns of a strip; divides the width of the output. */
  readonly tile: number
}

const STRIDE = 2

const stridedMacs =
  (kernel: number): Kernel['macs'] =>
  ({ channels, examples, outHeight, outWidth }) =>
    channels! * examples! * outHeight! * outWidth! * kernel * kernel

const name = ({ kernel, dilation, tile }: StridedVariant) =>
  `${kernel}x${kernel}${dilation > 1 ? ` dilated ${dilation}` : ''}, strip ${tile}`

interface Tap {
  /** Row of the filter. */
  readonly ky: number
  /** Output rows from the one in hand to the one that the tap belongs to. */
  readonly ahead: number
}

/** Sizes of a walk, in rows or columns. */
function reachOf({ kernel, dilation, tile }: StridedVariant) {
  const span = (kernel - 1) * dilation + 1
  const pad = (span - 1) / 2
  return {
    pad,
    span,
    /** Output rows that an input row meets at most, from the first to the last of them. */
    live: Math.ceil(span / STRIDE),
    /** Input columns that a strip of outputs reads. */
    columns: (tile - 1) * STRIDE + span,
  }
}

/**
 * The input rows that enter with output row q: y = q · 2 − pad + offset, and the taps they are for. The
 * last of them is the last one that output row q needs.
 */
function enteringRows(variant: StridedVariant): { offset: number; taps: Tap[] }[] {
  const { kernel, dilation } = variant
  const { span, live } = reachOf(variant)
  return Array.from({ length: STRIDE }, (_, i) => {
    const offset = span - STRIDE + i
    const taps = Array.from({ length: live }, (_, ahead) => {
      return { ky: (offset - ahead * STRIDE) / dilation, ahead }
    })
    return { offset, taps: taps.filter(({ ky }) => Number.isInteger(ky) && ky >= 0 && ky < kernel) }
  }).filter(({ taps }) => taps.length > 0)
}

const plus = (base: string, offset: number) =>
  offset < 0 ? `${base} - ${-offset}` : `${base} + ${offset}`

/** Columns that may lie outside the image: not a strip's own, but for the last where the width is odd. */
function borderColumns(variant: StridedVariant): number[] {
  const { pad, columns } = reachOf(variant)
  return Array.from({ length: columns }, (_, j) => j).filter(
    (j) => j < pad || j >= pad + variant.tile * STRIDE - 1,
  )
}

const findBorders = (variant: StridedVariant) =>
  borderColumns(variant)
    .map((j) => {
      const at = plus('firstColumn', j - reachOf(variant).pad)
      return `  let at${j} = u32(clamp(${at}, 0, width - 1)); let inside${j} = ${at} >= 0 && ${at} < width;`
    })
    .join('\n')

/** Loads the columns of input row y that a strip reads, as r0v0, r0v1, … for the first of the rows. */
function loadColumns(variant: StridedVariant, r: number, y: string): string {
  const { pad, columns } = reachOf(variant)
  const border = new Set(borderColumns(variant))
  return `    let y${r} = ${y};
    let row${r} = job.src + image + u32(clamp(y${r}, 0, height - 1)) * header.width;
    let affine${r} = within(y${r} >= 0 && y${r} < height, affine, 0.0);
${repeat(columns, (j) =>
  border.has(j)
    ? `    let r${r}v${j} = select(0.0, seen(arena[row${r} + at${j}], affine${r}), inside${j});`
    : `    let r${r}v${j} = seen(arena[row${r} + u32(${plus('firstColumn', j - pad)})], affine${r});`,
)}`
}

const loadWeights = (kernel: number, at: string) =>
  repeat(kernel * kernel, (i) => `  let w${i} = state[${at} + ${i}u];`)

export function stridedDepthwiseKernel(variant: StridedVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const { pad, live } = reachOf(variant)
  const rows = enteringRows(variant)
  /** Terms of the output row `ahead` of the one in hand, column i. */
  const terms = (ahead: number, i: number) =>
    rows.flatMap(({ taps }, row) =>
      taps
        .filter((tap) => tap.ahead === ahead)
        .flatMap(({ ky }) =>
          Array.from(
            { length: kernel },
            (_, kx) => `w${ky * kernel + kx} * r${row}v${i * STRIDE + kx * dilation}`,
          ),
        ),
    )
  return {
    id: `strided depthwise ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    macs: stridedMacs(kernel),
    job: { ...VALUE_FIELDS, weight: 'reads', dst: 'writes' },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = strip * ${tile}u;
  let firstColumn = i32(x0) * ${STRIDE};
${findBorders(variant)}
  let affine = affineOf(job.coefficients, job.relu, channel);
  let filterAt = job.weight + channel * ${kernel * kernel}u;
${loadWeights(kernel, 'filterAt')}
  // What rows above have added to the output row in hand and to the ones below it.
${repeat((live - 1) * tile, (i) => `  var acc${i} = 0.0;`)}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), outHeight);
  for (var oy = firstRow - ${live - 1}; oy < endRow; oy++) {
${rows.map(({ offset }, row) => loadColumns(variant, row, `${plus(`oy * ${STRIDE}`, offset - pad)}`)).join('\n')}
${repeat(live, (ahead) =>
  repeat(tile, (i) => {
    const carried = ahead < live - 1 ? [`acc${ahead * tile + i}`] : []
    return `    let sum${ahead * tile + i} = ${[...carried, ...terms(ahead, i)].join(' + ')};`
  }),
)}
    if (oy >= firstRow) {
      let at = job.dst + outImage + u32(oy) * header.outWidth + x0;
${repeat(tile, (i) => `      arena[at + ${i}u] = sum${i};`)}
    }
${repeat((live - 1) * tile, (i) => `    acc${i} = sum${i + tile};`)}
  }
}`,
  }
}

/**
 * Gradient with respect to the input, summed over a list of convolutions that read it: walks down the
 * rows of their gradients, spreading each over the input rows that it meets. Segments are of input rows.
 */
export function stridedDepthwiseInputGradientKernel(variant: StridedVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const { pad, span } = reachOf(variant)
  const rows = Math.max(span, STRIDE)
  const inputs = tile * STRIDE
  // Input column i of the strip meets output column (i + pad − kx · dilation) / 2 where that is whole.
  const taps = Array.from({ length: inputs }, (_, i) =>
    Array.from({ length: kernel }, (_, kx) => ({
      kx,
      out: (i + pad - kx * dilation) / STRIDE,
    })).filter(({ out }) => Number.isInteger(out)),
  )
  const outs = [...new Set(taps.flat().map(({ out }) => out))].sort((a, b) => a - b)
  const label = (out: number) => `g${out < 0 ? `m${-out}` : out}`
  const load = (out: number) => {
    if (out >= 0 && out < tile)
      return `        let ${label(out)} = arena[row + u32(${plus('firstOut', out)})];`
    const at = plus('firstOut', out)
    return `        let ${label(out)} = select(0.0, arena[row + u32(clamp(${at}, 0, outWidth - 1))], ${at} >= 0 && ${at} < outWidth);`
  }
  const spread = (ky: number) =>
    taps
      .map((met, i) => {
        const terms = met.map(({ kx, out }) => `w${ky * kernel + kx} * ${label(out)}`)
        return terms.length
          ? `        acc${ky * dilation * inputs + i} += ${terms.join(' + ')};`
          : ''
      })
      .join('\n')
  return {
    id: `strided depthwise input gradient ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    macs: stridedMacs(kernel),
    job: { ...LANDING_FIELDS },
    list: { src: 'reads', weight: 'reads' },
    body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = strip * ${inputs}u;
  let firstOut = i32(strip * ${tile}u);
  let whole = x0 + ${inputs - 1}u < header.width;
  let affine = affineOf(job.maskCoefficients, 0u, channel);
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), height);
  // Sums of input rows oy · 2 − pad and below.
${repeat(rows * inputs, (i) => `  var acc${i} = 0.0;`)}
  let lastOut = (endRow - 1 + ${pad}) / ${STRIDE};
  for (var oy = max(0, (firstRow + ${pad} - ${span - 1}) / ${STRIDE}); oy <= lastOut; oy++) {
    if (oy < outHeight) {
      for (var reader = 0u; reader < job.listLength; reader++) {
        let entry = job.listStart + 2u * reader;
        let row = words[entry] + outImage + u32(oy) * header.outWidth;
        let filterAt = words[entry + 1u] + channel * ${kernel * kernel}u;
${loadWeights(kernel, 'filterAt')}
${outs.map(load).join('\n')}
${repeat(kernel, spread)}
      }
    }
${repeat(
  STRIDE,
  (r) => `    {
      let y = ${plus(`oy * ${STRIDE}`, r - pad)};
      if (y >= firstRow && y < endRow) {
        let at = image + u32(y) * header.width + x0;
${repeat(inputs, (i) => {
  const land = `land(at + ${i}u, acc${r * inputs + i}, job.mask, affine, job.accumulate, job.dst);`
  return `        ${i < inputs - 1 ? land : `if (whole) { ${land} }`}`
})}
      }
    }`,
)}
${repeat((rows - STRIDE) * inputs, (i) => `    acc${i} = acc${i + STRIDE * inputs};`)}
${repeat(STRIDE * inputs, (i) => `    acc${(rows - STRIDE) * inputs + i} = 0.0;`)}
  }
}`,
  }
}

/** Partial sums [item][channel][k²] of the weight gradient; an item is a strip, segment and example. */
export function stridedDepthwiseWeightGradientKernel(variant: StridedVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const { pad, live } = reachOf(variant)
  const rows = enteringRows(variant)
  const newest = live - 1
  const terms = (ky: number, kx: number) =>
    rows.flatMap(({ taps }, row) =>
      taps
        .filter((tap) => tap.ky === ky)
        .flatMap(({ ahead }) =>
          Array.from(
            { length: tile },
            (_, i) =>
              `${ahead === newest ? 'new' : `g${ahead}_`}${i} * r${row}v${i * STRIDE + kx * dilation}`,
          ),
        ),
    )
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
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = strip * ${tile}u;
  let firstColumn = i32(x0) * ${STRIDE};
${findBorders(variant)}
  let affine = affineOf(job.coefficients, job.relu, channel);
${repeat(kernel * kernel, (i) => `  var acc${i} = 0.0;`)}
  // Gradients of the output row in hand and the ones below it, but for the lowest.
${repeat(newest, (ahead) => repeat(tile, (i) => `  var g${ahead}_${i} = 0.0;`))}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), outHeight);
  for (var oy = firstRow - ${newest}; oy < endRow; oy++) {
    let lowest = oy + ${newest};
    let there = select(0.0, 1.0, lowest < endRow);
    let gradientRow = job.gradient + outImage + u32(min(lowest, outHeight - 1)) * header.outWidth + x0;
${repeat(tile, (i) => `    let new${i} = there * arena[gradientRow + ${i}u];`)}
${rows.map(({ offset }, row) => loadColumns(variant, row, plus(`oy * ${STRIDE}`, offset - pad))).join('\n')}
${repeat(kernel, (ky) =>
  repeat(kernel, (kx) => `    acc${ky * kernel + kx} += ${terms(ky, kx).join(' + ')};`),
)}
${repeat(newest, (ahead) =>
  repeat(
    tile,
    (i) => `    g${ahead}_${i} = ${ahead + 1 === newest ? 'new' : `g${ahead + 1}_`}${i};`,
  ),
)}
  }
  let item = (example * header.segments + segment) * header.strips + strip;
  let at = job.partials + (item * header.channels + channel) * ${kernel * kernel}u;
${repeat(kernel * kernel, (i) => `  state[at + ${i}u] = acc${i};`)}
}`,
  }
}
