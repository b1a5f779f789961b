/**
 * Depthwise convolution with "same" padding. An invocation walks down a strip of `tile` columns,
 * reading each input row once into registers and adding it to the `kernel` output rows it touches;
 * rows of a dilated convolution interleave without meeting, so each phase is a walk of its own.
 */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL, WITHIN_WGSL } from './snippets'
import { INPUT_HEADER, WALK_HEADER } from './walks'

export interface DepthwiseVariant {
  readonly kernel: number
  readonly dilation: number
  /** Output columns of a strip; divides the width, so that inner columns need no bounds check. */
  readonly tile: number
}

const BEST_TILE = 7
const WIDEST_TILE = 14

/** Strip width for images `width` pixels wide: the divisor nearest to what registers hold well. */
export function depthwiseTile(width: number): number {
  let best = 1
  for (let tile = 2; tile <= Math.min(width, WIDEST_TILE); tile++) {
    const better = Math.abs(tile - BEST_TILE) <= Math.abs(best - BEST_TILE)
    if (width % tile === 0 && better) best = tile
  }
  return best
}

/** A segment's rows are those of one phase: a row index modulo the dilation. */
const HEADER = [...INPUT_HEADER, ...WALK_HEADER] as const

/** Multiply-accumulates of a depthwise convolution and of either of its gradients. */
const depthwiseMacs =
  (kernel: number): Kernel['macs'] =>
  ({ channels, examples, height, width }) =>
    channels! * examples! * height! * width! * kernel * kernel

const variantName = ({ kernel, dilation, tile }: DepthwiseVariant) =>
  `${kernel}x${kernel}${dilation > 1 ? ` dilated ${dilation}` : ''}, strip ${tile}`

/** Decodes id into strip, phase, segment, example and channel. */
const decode = (dilation: number) => `
  var rest = id;
  let strip = rest % header.strips; rest /= header.strips;
  let phase = rest % ${dilation}u; rest /= ${dilation}u;
  let segment = rest % header.segments; rest /= header.segments;
  let example = rest % header.examples;
  let channel = rest / header.examples;
  if (channel >= header.channels) { return; }
  let image = channel * header.channelStride + example * header.height * header.width;`

/** Where the walk reads: columns of a strip and of its surroundings, `pad` to either side. */
interface Columns {
  readonly tile: number
  readonly pad: number
}

const columnCount = ({ tile, pad }: Columns) => tile + 2 * pad

const isSurrounding = (j: number, { tile, pad }: Columns) => j < pad || j >= pad + tile

/** Before the walk: for the surrounding columns, what is read in their place and whether it counts. */
function openColumns(columns: Columns): string {
  return repeat(columnCount(columns), (j) => {
    if (!isSurrounding(j, columns)) return ''
    const at = `(x0 + ${j} - ${columns.pad})`
    return `  let column${j} = u32(clamp(${at}, 0, width - 1)); let inside${j} = (${at} >= 0) & (${at} < width);`
  })
}

/** Loads v0, v1, … of the row at `row`, zero outside the image. */
function loadColumns(source: string, columns: Columns, seen: (x: string) => string): string {
  return repeat(columnCount(columns), (j) => {
    if (!isSurrounding(j, columns)) {
      return `    let v${j} = ${seen(`arena[${source} + row + u32(x0 + ${j} - ${columns.pad})]`)};`
    }
    return `    let v${j} = select(0.0, ${seen(`arena[${source} + row + column${j}]`)}, inside${j});`
  })
}

/** The row read for step q of a walk, and whether the image has it. */
const openRow = (dilation: number) => `
    let y = i32(phase) + q * ${dilation};
    let rowInside = (y >= 0) & (y < height);
    let row = image + u32(clamp(y, 0, height - 1)) * header.width;`

const SEEN_THROUGH = {
  prepare: '    let here = within(rowInside, affine, 0.0);',
  seen: (x: string) => `seen(${x}, here)`,
}
const PLAIN = {
  prepare: '    let counts = select(0.0, 1.0, rowInside);',
  seen: (x: string) => `counts * ${x}`,
}

interface Walk {
  /** Turns the filter round, as the gradient with respect to the input needs it. */
  readonly flip: boolean
  /** Offset of the tensor walked over, and of its filters. */
  readonly source: string
  readonly filters: string
  /** How a number of the row is seen, and what that needs. */
  readonly view: typeof PLAIN
  /** Stores `sum`, the output at `at`. */
  readonly store: (at: string, sum: string) => string
}

/** The walk down a strip. Needs width, height, x0, affine and what `decode` gives in scope. */
function walkDown({ kernel, dilation, tile }: DepthwiseVariant, walk: Walk): string {
  const half = (kernel - 1) / 2
  const columns = { tile, pad: half * dilation }
  const weight = (ky: number, kx: number) => {
    const at = ky * kernel + kx
    return `w${walk.flip ? kernel * kernel - 1 - at : at}`
  }
  return `
${openColumns(columns)}
  let filterAt = ${walk.filters} + channel * ${kernel * kernel}u;
${repeat(kernel * kernel, (i) => `  let w${i} = state[filterAt + ${i}u];`)}
${repeat(kernel * tile, (i) => `  var acc${i} = 0.0;`)}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), (height - i32(phase) + ${dilation - 1}) / ${dilation});
  for (var q = firstRow - ${half}; q < endRow + ${half}; q++) {
${openRow(dilation)}
${walk.view.prepare}
${loadColumns(walk.source, columns, walk.view.seen)}
${repeat(kernel, (k) =>
  repeat(
    tile,
    (i) =>
      `    acc${k * tile + i} += ${Array.from(
        { length: kernel },
        (_, kx) => `${weight(kernel - 1 - k, kx)} * v${i + kx * dilation}`,
      ).join(' + ')};`,
  ),
)}
    let done = q - ${half};
    if (done >= firstRow) {
      let at = image + u32(i32(phase) + done * ${dilation}) * header.width + u32(x0);
${repeat(tile, (i) => `      ${walk.store(`at + ${i}u`, `acc${i}`)}`)}
    }
${repeat((kernel - 1) * tile, (i) => `    acc${i} = acc${i + tile};`)}
${repeat(tile, (i) => `    acc${(kernel - 1) * tile + i} = 0.0;`)}
  }`
}

const SIZES = (tile: number) => `
  let width = i32(header.width);
  let height = i32(header.height);
  let x0 = i32(strip * ${tile}u);`

/** y[c] = w[c] ∗ value(x)[c] */
export function depthwiseKernel(variant: DepthwiseVariant): Kernel {
  return {
    id: `depthwise ${variantName(variant)}`,
    arena: 'scalar',
    header: HEADER,
    macs: depthwiseMacs(variant.kernel),
    job: { ...VALUE_FIELDS, weight: 'reads', dst: 'writes' },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
${decode(variant.dilation)}
${SIZES(variant.tile)}
  let affine = affineOf(job.coefficients, job.relu, channel);
${walkDown(variant, {
  flip: false,
  source: 'job.src',
  filters: 'job.weight',
  view: SEEN_THROUGH,
  store: (at, sum) => `arena[job.dst + ${at}] = ${sum};`,
})}
}`,
  }
}

/** Gradient with respect to the input, summed over a list of convolutions that read it. */
export function depthwiseInputGradientKernel(variant: DepthwiseVariant): Kernel {
  return {
    id: `depthwise input gradient ${variantName(variant)}`,
    arena: 'scalar',
    header: HEADER,
    macs: depthwiseMacs(variant.kernel),
    job: { ...LANDING_FIELDS },
    list: { src: 'reads', weight: 'reads' },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
${decode(variant.dilation)}
${SIZES(variant.tile)}
  let affine = affineOf(job.maskCoefficients, 0u, channel);
  for (var reader = 0u; reader < job.listLength; reader++) {
    let source = words[job.listStart + 2u * reader];
    let filters = words[job.listStart + 2u * reader + 1u];
    let accumulate = job.accumulate + reader;
${walkDown(variant, {
  flip: true,
  source: 'source',
  filters: 'filters',
  view: PLAIN,
  store: (at, sum) => `land(${at}, ${sum}, job.mask, affine, accumulate, job.dst);`,
})}
  }
}`,
  }
}

/** Partial sums [item][channel][k²] of the weight gradient; an item is a strip, phase, segment, example. */
export function depthwiseWeightGradientKernel(variant: DepthwiseVariant): Kernel {
  const { kernel, dilation, tile } = variant
  const half = (kernel - 1) / 2
  const columns = { tile, pad: half * dilation }
  const loadGradientRow = (name: (i: number) => string, y: string) => `
    {
      let oy = ${y};
      let inside = (oy >= first) & (oy < end);
      let row = image + u32(clamp(oy * ${dilation} + i32(phase), 0, height - 1)) * header.width;
${repeat(tile, (i) => `      ${name(i)} = select(0.0, arena[job.gradient + row + u32(x0 + ${i})], inside);`)}
    }`
  return {
    id: `depthwise weight gradient ${variantName(variant)}`,
    arena: 'scalar',
    header: HEADER,
    macs: depthwiseMacs(kernel),
    job: {
      gradient: 'reads',
      ...VALUE_FIELDS,
      partials: 'writes',
    },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
${decode(dilation)}
  let width = i32(header.width);
  let height = i32(header.height);
  let x0 = i32(strip * ${tile}u);
  let affine = affineOf(job.coefficients, job.relu, channel);
${openColumns(columns)}
${repeat(kernel * kernel, (i) => `  var acc${i} = 0.0;`)}
${repeat(kernel * tile, (i) => `  var g${i} = 0.0;`)}
  let first = i32(segment * header.segmentRows);
  let end = min(first + i32(header.segmentRows), (height - i32(phase) + ${dilation - 1}) / ${dilation});
  // Gradient row k of the window is output row q + half − k.
  for (var q = first - ${half}; q < end + ${half}; q++) {
${repeat((kernel - 1) * tile, (i) => {
  const to = kernel * tile - 1 - i
  return `    g${to} = g${to - tile};`
})}
${loadGradientRow((i) => `g${i}`, `q + ${half}`)}
${openRow(dilation)}
${SEEN_THROUGH.prepare}
${loadColumns('job.src', columns, SEEN_THROUGH.seen)}
${repeat(kernel, (ky) =>
  repeat(
    kernel,
    (kx) =>
      `    acc${ky * kernel + kx} += ${Array.from(
        { length: tile },
        (_, i) => `g${ky * tile + i} * v${i + kx * dilation}`,
      ).join(' + ')};`,
  ),
)}
  }
  let item = ((example * header.segments + segment) * ${dilation}u + phase) * header.strips + strip;
  let at = job.partials + (item * header.channels + channel) * ${kernel * kernel}u;
${repeat(kernel * kernel, (i) => `  state[at + ${i}u] = acc${i};`)}
}`,
  }
}
