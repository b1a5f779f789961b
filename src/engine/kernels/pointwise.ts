import { repeat, type Kernel } from './kernel'
import {
  LANDING_FIELDS,
  LAND4_WGSL,
  NORM_GRADIENT_WGSL,
  validLanesWgsl,
  VALUE_WGSL,
} from './snippets'

/** Output channels and row vectors of an invocation's register tile. */
const TILE_CHANNELS = 4
const TILE_VECTORS = 2
export const POINTWISE_TILE = TILE_CHANNELS

const HEADER = [
  'inChannels',
  'outChannels',
  'rowVectors',
  'pixels',
  /** Invocations that share a block of output channels; each takes every chunks-th pair of vectors. */
  'chunks',
  'weightOutStride',
  'weightInStride',
] as const

/** Up to this many input channels the weights of a tile stay in registers for all its pixels. */
const MOST_REGISTER_INPUTS = 16

/** Input channels to write the kernel for, or null for a loop over any number of them. */
function pointwiseInputs(inChannels: number): number | null {
  return inChannels <= MOST_REGISTER_INPUTS && inChannels % 4 === 0 ? inChannels : null
}

/** How a tensor divides into tiles: whole ones need no check at the edges. */
export interface PointwiseTiles {
  /** Input channels to write the kernel for; null for a loop over any number. */
  readonly inputs: number | null
  /** Whether every tile lies inside the output. */
  readonly whole: boolean
}

export function pointwiseTiles(
  inChannels: number,
  outChannels: number,
  rowVectors: number,
): PointwiseTiles {
  const whole = outChannels % TILE_CHANNELS === 0 && rowVectors % TILE_VECTORS === 0
  return { inputs: pointwiseInputs(inChannels), whole }
}

const tilesName = ({ inputs, whole }: PointwiseTiles) => `${inputs ?? 'any'}${whole ? '' : ', cut'}`

interface TileLoop {
  readonly inputs: number | null
  /** WGSL that runs once per input channel `ci` before its pixels; may declare names ending in `tag`. */
  readonly prepare: (ci: string, tag: string) => string
  /** Expression for the vec4 of the input channel whose run starts at `row`, at vector `at`. */
  readonly load: (row: string, at: string, tag: string) => string
}

const OPEN_TILE = `
  let chunk = id % header.chunks;
  let firstOut = ${TILE_CHANNELS}u * (id / header.chunks);
  if (firstOut >= header.outChannels) { return; }
  let lastOut = header.outChannels - 1u;
${repeat(TILE_CHANNELS, (co) => `  let out${co} = min(firstOut + ${co}u, lastOut); let weight${co} = job.weight + out${co} * header.weightOutStride;`)}
  let lastVector = header.rowVectors - 1u;`

/** Opens the loop over a chunk's pixels and accumulates the tile; the caller stores and closes it. */
function tileLoop({ inputs, prepare, load }: TileLoop): string {
  const clear = repeat(TILE_CHANNELS * TILE_VECTORS, (i) => `    var acc${i} = vec4f(0.0);`)
  const positions = repeat(
    TILE_VECTORS,
    (v) => `    let at${v} = min(pair * ${TILE_VECTORS}u + ${v}u, lastVector);`,
  )
  const pixels = `  for (var pair = chunk; pair * ${TILE_VECTORS}u < header.rowVectors; pair += header.chunks) {`
  const multiply = (weight: (co: number) => string, row: string, tag: string) => `
${repeat(TILE_VECTORS, (v) => `      let x${v}${tag} = ${load(row, `at${v}`, tag)};`)}
${repeat(TILE_CHANNELS, (co) =>
  repeat(TILE_VECTORS, (v) => `      acc${co * TILE_VECTORS + v} += ${weight(co)} * x${v}${tag};`),
)}`
  if (inputs === null) {
    return `${OPEN_TILE}
${pixels}
${positions}
${clear}
    for (var ci = 0u; ci < header.inChannels; ci++) {
      let row = ci * header.rowVectors;
      let column = ci * header.weightInStride;
      ${prepare('ci', '')}
${repeat(TILE_CHANNELS, (co) => `      let w${co} = state[weight${co} + column];`)}
${multiply((co) => `w${co}`, 'row', '')}
    }`
  }
  return `${OPEN_TILE}
${repeat(
  inputs,
  (ci) => `  ${prepare(`${ci}u`, `_${ci}`)}
${repeat(TILE_CHANNELS, (co) => `  let w${co}_${ci} = state[weight${co} + ${ci}u * header.weightInStride];`)}`,
)}
${pixels}
${positions}
${clear}
${repeat(inputs, (ci) => multiply((co) => `w${co}_${ci}`, `${ci}u * header.rowVectors`, `_${ci}`))}`
}

/** Runs `text(co, v)` for each element of the tile that lies inside the tensor. */
function eachInside(whole: boolean, text: (co: number, vector: number) => string): string {
  if (whole) {
    return repeat(TILE_CHANNELS, (co) => repeat(TILE_VECTORS, (v) => `    { ${text(co, v)} }`))
  }
  return repeat(
    TILE_CHANNELS,
    (co) => `    if (firstOut + ${co}u <= lastOut) {
${repeat(
  TILE_VECTORS,
  (v) => `      if (pair * ${TILE_VECTORS}u + ${v}u <= lastVector) { ${text(co, v)} }`,
)}
    }`,
  )
}

const raggedName = (ragged: boolean) => (ragged ? ', ragged' : '')

const acc = (co: number, v: number) => `acc${co * TILE_VECTORS + v}`

/**
 * 1 × 1 convolution, stride 1: y[o] = Σᵢ w[o,i] · value(x)[i]. Where a batch norm follows, it also
 * leaves each chunk's sums of y and y² per channel.
 */
export function pointwiseKernel(
  input: 'plain' | 'value',
  tiles: PointwiseTiles,
  ragged: boolean,
): Kernel {
  const value = input === 'value'
  return {
    id: `pointwise ${input} ${tilesName(tiles)}${raggedName(ragged)}`,
    arena: 'vec4',
    macs: ({ inChannels, outChannels, pixels }) => inChannels! * outChannels! * pixels!,
    header: HEADER,
    job: {
      src: 'reads',
      ...(value ? { coefficients: 'reads', relu: 'value' } : {}),
      weight: 'reads',
      dst: 'writes',
      /** [chunk][channel][Σ, Σ²], or NONE. */
      statistics: 'writes',
    },
    body: () => `
${value ? VALUE_WGSL : ''}
${validLanesWgsl(ragged)}
fn run(job: Job, id: u32) {
${repeat(TILE_CHANNELS, (co) => `  var sum${co} = vec4f(0.0); var square${co} = vec4f(0.0);`)}
${tileLoop({
  inputs: tiles.inputs,
  prepare: (ci, tag) =>
    value ? `let affine${tag} = affineOf(job.coefficients, job.relu, ${ci});` : '',
  load: (row, at, tag) => {
    const loaded = `arena[job.src / 4u + ${row} + ${at}]`
    return value ? `seen4(${loaded}, affine${tag})` : loaded
  },
})}
${eachInside(
  tiles.whole,
  (co, v) => `
        arena[job.dst / 4u + out${co} * header.rowVectors + at${v}] = ${acc(co, v)};
        let valid = validLanes(${acc(co, v)}, at${v}, header.pixels);
        sum${co} += valid; square${co} += valid * valid; `,
)}
  }
  if (job.statistics == NONE) { return; }
${repeat(
  TILE_CHANNELS,
  (co) => `  if (firstOut + ${co}u <= lastOut) {
    let at = job.statistics + 2u * (chunk * header.outChannels + out${co});
    state[at] = total(sum${co}); state[at + 1u] = total(square${co});
  }`,
)}
}`,
  }
}

/**
 * Gradient of a 1 × 1 convolution with respect to its input: the same product with the weight
 * transposed (by the header's strides), reading through the batch norm that follows, if any. It lands `alone`
 * where nothing else does and no ReLU hid the input.
 */
export function pointwiseInputGradientKernel(
  through: 'plain' | 'norm',
  given: PointwiseTiles,
  landing: 'alone' | 'shared',
): Kernel {
  const norm = through === 'norm'
  // Shared landings are rare, and written out they would take the longest of all to compile.
  const tiles = landing === 'alone' ? given : { ...given, inputs: null }
  return {
    id: `pointwise input gradient ${through} ${tilesName(tiles)}${landing === 'alone' ? '' : ', shared'}`,
    arena: 'vec4',
    macs: ({ inChannels, outChannels, pixels }) => inChannels! * outChannels! * pixels!,
    header: HEADER,
    job: {
      gradient: 'reads',
      ...(norm ? { normInput: 'reads', normCoefficients: 'reads' } : {}),
      weight: 'reads',
      ...LANDING_FIELDS,
    },
    body: () => `
${VALUE_WGSL}
${norm ? NORM_GRADIENT_WGSL : ''}
${LAND4_WGSL}
fn run(job: Job, id: u32) {
${tileLoop({
  inputs: tiles.inputs,
  prepare: (ci, tag) =>
    norm ? `let norm${tag} = normGradientOf(job.normCoefficients, ${ci});` : '',
  load: (row, at, tag) => {
    const g = `arena[job.gradient / 4u + ${row} + ${at}]`
    const x = `arena[job.normInput / 4u + ${row} + ${at}]`
    return norm ? `normGradient4(${g}, ${x}, norm${tag})` : g
  },
})}
${eachInside(tiles.whole, (co, v) => {
  const at = `out${co} * header.rowVectors + at${v}`
  if (landing === 'alone') return `arena[job.dst / 4u + ${at}] = ${acc(co, v)};`
  const affine = `affineOf(job.maskCoefficients, 0u, out${co})`
  return `land4(${at}, ${acc(co, v)}, job.mask, ${affine}, job.accumulate, job.dst);`
})}
  }
}`,
  }
}

/**
 * Gradient of a 1 × 1 convolution with respect to its weight, as partial sums [chunk][out][in]
 * that the gradient reduction adds up. Each invocation holds a 4 × 4 tile of the weight.
 */
export function pointwiseWeightGradientKernel(
  through: 'plain' | 'norm',
  input: 'plain' | 'value',
  ragged: boolean,
): Kernel {
  const norm = through === 'norm'
  const value = input === 'value'
  const tile = TILE_CHANNELS
  return {
    id: `pointwise weight gradient ${through} ${input}${raggedName(ragged)}`,
    arena: 'vec4',
    macs: ({ inChannels, outChannels, pixels }) => inChannels! * outChannels! * pixels!,
    header: ['inChannels', 'outChannels', 'rowVectors', 'pixels', 'chunks'],
    job: {
      gradient: 'reads',
      ...(norm ? { normInput: 'reads', normCoefficients: 'reads' } : {}),
      src: 'reads',
      ...(value ? { coefficients: 'reads', relu: 'value' } : {}),
      partials: 'writes',
    },
    body: () => `
${value ? VALUE_WGSL : ''}
${norm ? NORM_GRADIENT_WGSL : ''}
${validLanesWgsl(ragged)}
fn run(job: Job, id: u32) {
  let inBlocks = (header.inChannels + ${tile - 1}u) / ${tile}u;
  let outBlocks = (header.outChannels + ${tile - 1}u) / ${tile}u;
  let chunk = id % header.chunks;
  let block = id / header.chunks;
  if (block >= inBlocks * outBlocks) { return; }
  let firstIn = ${tile}u * (block % inBlocks);
  let firstOut = ${tile}u * (block / inBlocks);
${repeat(tile, (i) => `  let in${i} = min(firstIn + ${i}u, header.inChannels - 1u); let out${i} = min(firstOut + ${i}u, header.outChannels - 1u);`)}
${value ? repeat(tile, (i) => `  let affine${i} = affineOf(job.coefficients, job.relu, in${i});`) : ''}
${norm ? repeat(tile, (o) => `  let norm${o} = normGradientOf(job.normCoefficients, out${o});`) : ''}
${repeat(tile * tile, (i) => `  var acc${i} = vec4f(0.0);`)}
  for (var v = chunk; v < header.rowVectors; v += header.chunks) {
${repeat(tile, (i) => {
  const x = `arena[job.src / 4u + in${i} * header.rowVectors + v]`
  return `    let x${i} = validLanes(${value ? `seen4(${x}, affine${i})` : x}, v, header.pixels);`
})}
${repeat(tile, (o) => {
  const g = `arena[job.gradient / 4u + out${o} * header.rowVectors + v]`
  const loaded = norm
    ? `normGradient4(${g}, arena[job.normInput / 4u + out${o} * header.rowVectors + v], norm${o})`
    : g
  return `    let g${o} = validLanes(${loaded}, v, header.pixels);
${repeat(tile, (i) => `    acc${o * tile + i} += g${o} * x${i};`)}`
})}
  }
  let first = job.partials + chunk * header.outChannels * header.inChannels;
${repeat(tile * tile, (i) => {
  const [o, c] = [Math.floor(i / tile), i % tile]
  return `  if (firstOut + ${o}u < header.outChannels && firstIn + ${c}u < header.inChannels) {
    state[first + out${o} * header.inChannels + in${c}] = total(acc${i});
  }`
})}
}`,
  }
}
