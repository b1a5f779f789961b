/**
 * Pooling: an invocation walks down a strip of columns. A row is read once and reduced to one number
 * (and position) for each window it crosses; what overlapping windows share is kept between rows.
 * Nothing branches: rows and columns outside the image are read from inside it and made neutral.
 */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL, WITHIN_WGSL } from './snippets'
import { WINDOW_DECODE, WINDOW_HEADER } from './walks'

export interface PoolVariant {
  readonly kind: 'maxPool' | 'avgPool'
  readonly kernel: number
  readonly stride: number
  readonly pad: number
  /** Output columns of a strip; divides the width of the output. */
  readonly tile: number
}

const name = ({ kind, kernel, stride, pad, tile }: PoolVariant) =>
  `${kind} ${kernel}x${kernel}${stride > 1 ? ` stride ${stride}` : ''}${pad === (kernel - 1) / 2 ? '' : ` pad ${pad}`}, strip ${tile}`

const LOWEST = '-3.0e38'

/** 1 / pixels of a window that lie inside an image `size` long, for the window that starts at `first`. */
const shareOf = (first: string, kernel: number, size: string) =>
  `1.0 / f32(min(${first} + ${kernel}, ${size}) - max(${first}, 0))`

const plus = (base: string, offset: number) =>
  offset < 0 ? `${base} - ${-offset}` : `${base} + ${offset}`

/** Declares where column `at` is read, as at…, and whether it is inside, as inside…. */
const findColumn = (label: string, at: string, size: string) =>
  `  let at${label} = u32(clamp(${at}, 0, ${size} - 1)); let inside${label} = ${at} >= 0 && ${at} < ${size};`

/**
 * Maximum, or mean over the pixels inside the image, of each window. The maximum also leaves which
 * pixel of the window it was: the first largest in reading order, as PyTorch takes it.
 */
export function poolKernel(variant: PoolVariant): Kernel {
  const { kind, kernel, stride, pad, tile } = variant
  const max = kind === 'maxPool'
  const columns = Array.from({ length: (tile - 1) * stride + kernel }, (_, j) => j)
  /** The image is at least as wide as its windows reach, but for the padding on both sides. */
  const border = new Set(columns.filter((j) => j < pad || j >= columns.length - pad))
  /** Rows of a window that its predecessor has seen, and those that are new. */
  const kept = Math.max(kernel - stride, 0)
  const beyond = max ? LOWEST : '0.0'
  const loadRow = (ky: number) => `    let y${ky} = ${plus(`oy * ${stride}`, ky - pad)};
    let row${ky} = job.src + image + u32(clamp(y${ky}, 0, height - 1)) * header.width;
    let affine${ky} = within(y${ky} >= 0 && y${ky} < height, affine, ${beyond});
${columns
  .map((j) =>
    border.has(j)
      ? `    let r${ky}v${j} = select(${beyond}, seen(arena[row${ky} + at${j}], affine${ky}), inside${j});`
      : `    let r${ky}v${j} = seen(arena[row${ky} + u32(${plus('x0', j - pad)})], affine${ky});`,
  )
  .join('\n')}
${repeat(tile, (i) => reduceRow(ky, i))}`
  /** Reduces row ky of window i. */
  const reduceRow = (ky: number, i: number) => {
    const v = (kx: number) => `r${ky}v${i * stride + kx}`
    if (!max) {
      const sum = Array.from({ length: kernel }, (_, kx) => v(kx)).join(' + ')
      return `    let r${ky}w${i} = ${sum};`
    }
    return `    var r${ky}w${i} = ${v(0)}; var r${ky}p${i} = ${ky * kernel}.0;
${repeat(kernel - 1, (tap) => takeLarger(`r${ky}w${i}`, `r${ky}p${i}`, v(tap + 1), `${ky * kernel + tap + 1}.0`))}`
  }
  const takeLarger = (best: string, position: string, value: string, at: string) =>
    `    { let larger = ${value} > ${best}; ${best} = select(${best}, ${value}, larger); ${position} = select(${position}, ${at}, larger); }`
  /** Reduces the rows of window i. Positions kept from earlier rows are those of the window before. */
  const reduceWindow = (i: number) => {
    const w = (ky: number) => (ky < kept ? `kept${ky}w${i}` : `r${ky}w${i}`)
    if (!max)
      return `    let sum${i} = ${Array.from({ length: kernel }, (_, ky) => w(ky)).join(' + ')};`
    const p = (ky: number) => (ky < kept ? `kept${ky}p${i}` : `r${ky}p${i}`)
    return `    var best${i} = ${w(0)}; var position${i} = ${p(0)};
${repeat(kernel - 1, (row) => takeLarger(`best${i}`, `position${i}`, w(row + 1), p(row + 1)))}`
  }
  const keep = (ky: number, i: number) => {
    const from = ky + stride
    const source = from < kept ? `kept${from}` : `r${from}`
    const value = `    kept${ky}w${i} = ${source}w${i};`
    return max ? `${value} kept${ky}p${i} = ${source}p${i} - ${stride * kernel}.0;` : value
  }
  return {
    id: `pool ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    job: {
      ...VALUE_FIELDS,
      dst: 'writes',
      ...(max ? { positions: 'writes' as const } : {}),
    },
    body: () => `
${VALUE_WGSL}
${WITHIN_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let affine = affineOf(job.coefficients, job.relu, channel);
  let firstOut = strip * ${tile}u;
  let x0 = i32(firstOut) * ${stride};
${[...border].map((j) => findColumn(`${j}`, plus('x0', j - pad), 'width')).join('\n')}
${max ? '' : repeat(tile, (i) => `  let share${i} = ${shareOf(`(${plus('x0', i * stride - pad)})`, kernel, 'width')};`)}
${repeat(kept, (ky) => repeat(tile, (i) => `  var kept${ky}w${i} = ${beyond};${max ? ` var kept${ky}p${i} = 0.0;` : ''}`))}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), outHeight);
  for (var oy = firstRow - ${Math.ceil(kept / stride)}; oy < endRow; oy++) {
${repeat(kernel - kept, (row) => loadRow(kept + row))}
${repeat(tile, reduceWindow)}
    if (oy >= firstRow) {
      let at = outImage + u32(oy) * header.outWidth + firstOut;
${max ? '' : `      let share = ${shareOf(`(${plus(`oy * ${stride}`, -pad)})`, kernel, 'height')};`}
${repeat(tile, (i) =>
  max
    ? `      arena[job.dst + at + ${i}u] = best${i}; arena[job.positions + at + ${i}u] = position${i};`
    : `      arena[job.dst + at + ${i}u] = sum${i} * (share * share${i});`,
)}
    }
${repeat(kept, (ky) => repeat(tile, (i) => keep(ky, i)))}
  }
}`,
  }
}

/**
 * Gradient with respect to the input: walks down the rows of the gradient, spreading each over the
 * input rows that its windows hold. Segments are of input rows.
 */
export function poolInputGradientKernel(variant: PoolVariant): Kernel {
  const { kind, kernel, stride, pad, tile } = variant
  const max = kind === 'maxPool'
  const inputs = tile * stride
  /** Input rows that a row of windows holds or passes, and those that the next row meets again. */
  const rows = Math.max(kernel, stride)
  const kept = rows - stride
  // Input column x0 + i is tap kx of the window at output column (i + pad − kx) / stride of the strip.
  const taps = Array.from({ length: inputs }, (_, i) =>
    Array.from({ length: kernel }, (_, kx) => ({ kx, out: (i + pad - kx) / stride })).filter(
      ({ out }) => Number.isInteger(out),
    ),
  )
  const outs = [...new Set(taps.flat().map(({ out }) => out))].sort((a, b) => a - b)
  const label = (out: number) => (out < 0 ? `m${-out}` : `${out}`)
  /** Windows that are centred reach no further than a strip of their own for every column. */
  const certain = kernel - 2 * pad === 1 ? inputs - stride : -1
  const loadOut = (out: number) => {
    const g = label(out)
    const place = (field: string) => `arena[job.${field} + row + at${g}]`
    const inside = `inside${g} && met`
    if (!max)
      return `    let g${g} = select(0.0, ${place('gradient')} * (share * share${g}), ${inside});`
    return `    let g${g} = select(0.0, ${place('gradient')}, ${inside}); let p${g} = ${place('positions')};`
  }
  /** What row ky of the windows gives to input column i. */
  const spread = (ky: number, i: number) => {
    const terms =
      ky >= kernel
        ? []
        : taps[i]!.map(({ kx, out }) =>
            max
              ? `select(0.0, g${label(out)}, p${label(out)} == ${ky * kernel + kx}.0)`
              : `g${label(out)}`,
          )
    const all = ky < kept ? [`kept${ky}_${i}`, ...terms] : terms
    return `    let sum${ky}_${i} = ${all.join(' + ') || '0.0'};`
  }
  return {
    id: `pool input gradient ${name(variant)}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    job: {
      gradient: 'reads',
      ...(max ? { positions: 'reads' as const } : {}),
      ...LANDING_FIELDS,
    },
    body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let affine = affineOf(job.maskCoefficients, 0u, channel);
  let x0 = strip * ${inputs}u;
  let firstOut = i32(strip * ${tile}u);
${outs
  .map((out) => {
    const at = `(${plus('firstOut', out)})`
    const found = findColumn(label(out), at, 'outWidth')
    const first = `(${at} * ${stride} - ${pad})`
    return max ? found : `${found} let share${label(out)} = ${shareOf(first, kernel, 'width')};`
  })
  .join('\n')}
${repeat(kept, (ky) => repeat(inputs, (i) => `  var kept${ky}_${i} = 0.0;`))}
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), height);
  let lastOut = (endRow - 1 + ${pad}) / ${stride};
  for (var oy = max(0, (firstRow + ${pad} - ${rows - 1}) / ${stride}); oy <= lastOut; oy++) {
    let met = oy < outHeight;
    let row = outImage + u32(min(oy, outHeight - 1)) * header.outWidth;
${max ? '' : `    let share = ${shareOf(`(oy * ${stride} - ${pad})`, kernel, 'height')};`}
${outs.map(loadOut).join('\n')}
${repeat(rows, (ky) => repeat(inputs, (i) => spread(ky, i)))}
${repeat(
  stride,
  (r) => `    {
      let y = ${plus(`oy * ${stride}`, r - pad)};
      if (y >= firstRow && y < endRow) {
        let at = image + u32(y) * header.width + x0;
${repeat(inputs, (i) => {
  const land = `land(at + ${i}u, sum${r}_${i}, job.mask, affine, job.accumulate, job.dst);`
  return `        ${i <= certain ? land : `if (x0 + ${i}u < header.width) { ${land} }`}`
})}
      }
    }`,
)}
${repeat(kept, (ky) => repeat(inputs, (i) => `    kept${ky}_${i} = sum${ky + stride}_${i};`))}
  }
}`,
  }
}
