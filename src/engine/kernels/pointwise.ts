import { repeat, type Kernel } from './kernel'
import {
  LANDING_FIELDS,
  LAND4_WGSL,
  NORM_GRADIENT_WGSL,
  validLanesWgsl,
  VALUE_WGSL,
} from './snippets'

/** Channels to either side of a weight gradient's register tile. */
export const WEIGHT_TILE = 4

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
  /** Output channels and row vectors of an invocation's register tile. */
  readonly outputs: number
  readonly vectors: number
  /** Whether every tile lies inside the output. */
  readonly whole: boolean
}

/**
 * Many outputs for each number loaded, as memory instructions cost the most. Shared landings are rare,
 * and written out for every input they would take the longest of all to compile.
 */
export function pointwiseTiles(
  inChannels: number,
  outChannels: number,
  rowVectors: number,
  landing: Landing = 'alone',
): PointwiseTiles {
  const inputs = landing === 'alone' ? pointwiseInputs(inChannels) : null
  const outputs = outChannels % 8 === 0 ? 8 : 4
  const vectors = inputs === null ? 2 : 1
  const whole = outChannels % outputs === 0 && rowVectors % vectors === 0
  return { inputs, outputs, vectors, whole }
}

/** Whether a gradient is all that reaches its tensor, which no ReLU hid; or one of several. */
export type Landing = 'alone' | 'shared'

const tilesName = ({ inputs, outputs, vectors, whole }: PointwiseTiles) =>
  `${inputs ?? 'any'} to ${outputs} × ${vectors}${whole ? '' : ', cut'}`

interface TileLoop {
  readonly tiles: PointwiseTiles
  /** WGSL that runs once per input channel `ci` before its pixels; may declare names ending in `tag`. */
  readonly prepare: (ci: string, tag: string) => string
  /** Expression for the vec4 of the input channel whose run starts at `row`, at vector `at`. */
  readonly load: (row: string, at: string, tag: string) => string
}

const openTile = ({ outputs }: PointwiseTiles) => `
  let chunk = id % header.chunks;
  let firstOut = ${outputs}u * (id / header.chunks);
  if (firstOut >= header.outChannels) { return; }
  let lastOut = header.outChannels - 1u;
${repeat(outputs, (co) => `  let out${co} = min(firstOut + ${co}u, lastOut); let weight${co} = job.weight + out${co} * header.weightOutStride;`)}
  let lastVector = header.rowVectors - 1u;`

/** Opens the loop over a chunk's pixels and accumulates the tile; the caller stores and closes it. */
function tileLoop({ tiles, prepare, load }: TileLoop): string {
  const { inputs, outputs, vectors } = tiles
  const clear = repeat(outputs * vectors, (i) => `    var acc${i} = vec4f(0.0);`)
  const positions = repeat(
    vectors,
    (v) => `    let at${v} = min(pair * ${vectors}u + ${v}u, lastVector);`,
  )
  const pixels = `  for (var pair = chunk; pair * ${vectors}u < header.rowVectors; pair += header.chunks) {`
  const multiply = (weight: (co: number) => string, row: string, tag: string) => `
${repeat(vectors, (v) => `      let x${v}${tag} = ${load(row, `at${v}`, tag)};`)}
${repeat(outputs, (co) =>
  repeat(vectors, (v) => `      acc${co * vectors + v} += ${weight(co)} * x${v}${tag};`),
)}`
  if (inputs === null) {
    return `${openTile(tiles)}
${pixels}
${positions}
${clear}
    for (var ci = 0u; ci < header.inChannels; ci++) {
      let row = ci * header.rowVectors;
      let column = ci * header.weightInStride;
      ${prepare('ci', '')}
${repeat(outputs, (co) => `      let w${co} = state[weight${co} + column];`)}
${multiply((co) => `w${co}`, 'row', '')}
    }`
  }
  return `${openTile(tiles)}
${repeat(
  inputs,
  (ci) => `  ${prepare(`${ci}u`, `_${ci}`)}
${repeat(outputs, (co) => `  let w${co}_${ci} = state[weight${co} + ${ci}u * header.weightInStride];`)}`,
)}
${pixels}
${positions}
${clear}
${repeat(inputs, (ci) => multiply((co) => `w${co}_${ci}`, `${ci}u * header.rowVectors`, `_${ci}`))}`
}

/** Runs `text(co, v)` for each element of the tile that lies inside the tensor. */
function eachInside(
  { outputs, vectors, whole }: PointwiseTiles,
  text: (co: number, vector: number) => string,
): string {
  if (whole) {
    return repeat(outputs, (co) => repeat(vectors, (v) => `    { ${text(co, v)} }`))
  }
  return repeat(
    outputs,
    (co) => `    if (firstOut + ${co}u <= lastOut) {
${repeat(vectors, (v) => `      if (pair * ${vectors}u + ${v}u <= lastVector) { ${text(co, v)} }`)}
    }`,
  )
}

const raggedName = (ragged: boolean) => (ragged ? ', ragged' : '')

const acc = ({ vectors }: PointwiseTiles, co: number, v: number) => `acc${co * vectors + v}`

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
${repeat(tiles.outputs, (co) => `  var sum${co} = vec4f(0.0); var square${co} = vec4f(0.0);`)}
${tileLoop({
  tiles,
  prepare: (ci, tag) =>
    value ? `let affine${tag} = affineOf(job.coefficients, job.relu, ${ci});` : '',
  load: (row, at, tag) => {
    const loaded = `arena[job.src / 4u + ${row} + ${at}]`
    return value ? `seen4(${loaded}, affine${tag})` : loaded
  },
})}
${eachInside(
  tiles,
  (co, v) => `
        arena[job.dst / 4u + out${co} * header.rowVectors + at${v}] = ${acc(tiles, co, v)};
        let valid = validLanes(${acc(tiles, co, v)}, at${v}, header.pixels);
        sum${co} += valid; square${co} += valid * valid; `,
)}
  }
  if (job.statistics == NONE) { return; }
${repeat(
  tiles.outputs,
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
  tiles: PointwiseTiles,
  landing: Landing,
): Kernel {
  const norm = through === 'norm'
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
  tiles,
  prepare: (ci, tag) =>
    norm ? `let norm${tag} = normGradientOf(job.normCoefficients, ${ci});` : '',
  load: (row, at, tag) => {
    const g = `arena[job.gradient / 4u + ${row} + ${at}]`
    const x = `arena[job.normInput / 4u + ${row} + ${at}]`
    return norm ? `normGradient4(${g}, ${x}, norm${tag})` : g
  },
})}
${eachInside(tiles, (co, v) => {
  const at = `out${co} * header.rowVectors + at${v}`
  if (landing === 'alone') return `arena[job.dst / 4u + ${at}] = ${acc(tiles, co, v)};`
  const affine = `affineOf(job.maskCoefficients, 0u, out${co})`
  return `land4(${at}, ${acc(tiles, co, v)}, job.mask, ${affine}, job.accumulate, job.dst);`
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
  const tile = WEIGHT_TILE
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
