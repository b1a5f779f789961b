/** Pooling: an invocation walks down a strip of columns, so that overlapping windows share reads. */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL } from './snippets'
import { WINDOW_DECODE, WINDOW_HEADER } from './walks'

export interface PoolVariant {
  readonly kind: 'maxPool' | 'avgPool'
  readonly kernel: number
  readonly stride: number
  readonly pad: number
  /** Output columns of a strip. */
  readonly tile: number
}

const name = ({ kind, kernel, stride, pad, tile }: PoolVariant) =>
  `${kind} ${kernel}x${kernel}${stride > 1 ? ` stride ${stride}` : ''}${pad === (kernel - 1) / 2 ? '' : ` pad ${pad}`}, strip ${tile}`

/** Pixels of a window that lie inside an image `size` long, for the window that starts at `first`. */
const insideCount = (first: string, kernel: number, size: string) =>
  `f32(min(${first} + ${kernel}, ${size}) - max(${first}, 0))`

/**
 * Maximum, or mean over the pixels inside the image, of each window. The maximum also leaves which
 * pixel of the window it was: the first largest in reading order, as PyTorch takes it.
 */
export function poolKernel(variant: PoolVariant): Kernel {
  const { kind, kernel, stride, pad, tile } = variant
  const columns = (tile - 1) * stride + kernel
  const max = kind === 'maxPool'
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
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let affine = affineOf(job.coefficients, job.relu, channel);
  let firstOut = i32(strip * ${tile}u);
  let x0 = firstOut * ${stride} - ${pad};
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), outHeight);
  for (var oy = firstRow; oy < endRow; oy++) {
    let y0 = oy * ${stride} - ${pad};
${repeat(tile, (i) => (max ? `    var best${i} = -3.0e38; var position${i} = 0.0;` : `    var sum${i} = 0.0;`))}
    for (var ky = 0; ky < ${kernel}; ky++) {
      let y = y0 + ky;
      if (y < 0 || y >= height) { continue; }
      let row = job.src + image + u32(y) * header.width;
      let tap = f32(ky * ${kernel});
${repeat(columns, (j) => {
  const outside = max ? '-3.0e38' : '0.0'
  return `      let v${j} = select(${outside}, seen(arena[row + u32(clamp(x0 + ${j}, 0, width - 1))], affine), x0 + ${j} >= 0 && x0 + ${j} < width);`
})}
${repeat(tile, (i) =>
  repeat(kernel, (kx) => {
    const v = `v${i * stride + kx}`
    if (!max) return `      sum${i} += ${v};`
    return `      if (${v} > best${i}) { best${i} = ${v}; position${i} = tap + ${kx}.0; }`
  }),
)}
    }
    let at = outImage + u32(oy) * header.outWidth + u32(firstOut);
${max ? '' : `    let rows = ${insideCount('y0', kernel, 'height')};`}
${repeat(tile, (i) => {
  const write = max
    ? `arena[job.dst + at + ${i}u] = best${i}; arena[job.positions + at + ${i}u] = position${i};`
    : `arena[job.dst + at + ${i}u] = sum${i} / (rows * ${insideCount(`(x0 + ${i * stride})`, kernel, 'width')});`
  return `    if (firstOut + ${i} < outWidth) { ${write} }`
})}
  }
}`,
  }
}

/** Gathers each input pixel's gradient from the windows that hold it, a strip of inputs at a time. */
export function poolInputGradientKernel(variant: PoolVariant): Kernel {
  const { kind, kernel, stride, pad, tile } = variant
  const max = kind === 'maxPool'
  const inputs = tile * stride
  // Input column x0 + i is tap kx of the window at output column (x0 + i + pad − kx) / stride.
  const taps = Array.from({ length: inputs }, (_, i) =>
    Array.from({ length: kernel }, (_, kx) => ({ kx, offset: i + pad - kx }))
      .filter(({ offset }) => offset % stride === 0)
      .map(({ kx, offset }) => ({ kx, out: offset / stride })),
  )
  const outs = [...new Set(taps.flat().map(({ out }) => out))]
  const label = (out: number) => (out < 0 ? `m${-out}` : `${out}`)
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
  let x0 = i32(strip * ${inputs}u);
  let firstOut = i32(strip * ${tile}u);
  let firstRow = i32(segment * header.segmentRows);
  let endRow = min(firstRow + i32(header.segmentRows), height);
  for (var y = firstRow; y < endRow; y++) {
${repeat(inputs, (i) => `    var acc${i} = 0.0;`)}
    for (var ky = 0; ky < ${kernel}; ky++) {
      let reach = y + ${pad} - ky;
      if (reach < 0 || reach % ${stride} != 0 || reach >= ${stride} * outHeight) { continue; }
      let oy = reach / ${stride};
      let row = outImage + u32(oy) * header.outWidth;
      ${max ? `let tap = f32(ky * ${kernel});` : `let rows = ${insideCount(`(oy * ${stride} - ${pad})`, kernel, 'height')};`}
${outs
  .map((out) => {
    const at = `(firstOut + ${out})`
    const index = `row + u32(clamp(${at}, 0, outWidth - 1))`
    const inside = `${at} >= 0 && ${at} < outWidth`
    const g = `arena[job.gradient + ${index}]`
    if (max) {
      return `      let g${label(out)} = select(0.0, ${g}, ${inside}); let p${label(out)} = arena[job.positions + ${index}] - tap;`
    }
    const columns = insideCount(`(${at} * ${stride} - ${pad})`, kernel, 'width')
    return `      let g${label(out)} = select(0.0, ${g} / (rows * ${columns}), ${inside});`
  })
  .join('\n')}
${taps
  .flatMap((met, i) =>
    met.map(({ kx, out }) =>
      max
        ? `      acc${i} += select(0.0, g${label(out)}, p${label(out)} == ${kx}.0);`
        : `      acc${i} += g${label(out)};`,
    ),
  )
  .join('\n')}
    }
    let at = image + u32(y) * header.width + u32(x0);
${repeat(inputs, (i) => `    if (x0 + ${i} < width) { land(at + ${i}u, acc${i}, job.mask, affine, job.accumulate, job.dst); }`)}
  }
}`,
  }
}
