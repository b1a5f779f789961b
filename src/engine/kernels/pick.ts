/** Every second pixel of every second row: from the top left of each 2 × 2 block, or the bottom right. */
import { repeat, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL } from './snippets'
import { WINDOW_DECODE, WINDOW_HEADER } from './walks'

const ROWS = `
  let firstRow = segment * header.segmentRows;
  let endRow = min(firstRow + header.segmentRows, header.outHeight);`

/**
 * y = value(x) at (2·row + shift, 2·column + shift), zero outside the image; `shift` is 0 or 1.
 * @param tile output columns of a strip; divides the width of the output
 */
export function pickKernel(tile: number): Kernel {
  const value = (i: number) => `seen(arena[row + ${2 * i}u], affine)`
  return {
    id: `pick pixels, strip ${tile}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    job: { ...VALUE_FIELDS, shift: 'value', dst: 'writes' },
    body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = strip * ${tile}u;
  let affine = affineOf(job.coefficients, job.relu, channel);
  let whole = 2u * (x0 + ${tile - 1}u) + job.shift < header.width;
${ROWS}
  for (var oy = firstRow; oy < endRow; oy++) {
    let y = 2u * oy + job.shift;
    let at = job.dst + outImage + oy * header.outWidth + x0;
    if (y < header.height) {
      let row = job.src + image + y * header.width + 2u * x0 + job.shift;
${repeat(tile - 1, (i) => `      arena[at + ${i}u] = ${value(i)};`)}
      arena[at + ${tile - 1}u] = select(0.0, ${value(tile - 1)}, whole);
    } else {
${repeat(tile, (i) => `      arena[at + ${i}u] = 0.0;`)}
    }
  }
}`,
  }
}

/** Gradient with respect to what was picked from, summed over a list of picks with any shift. */
export function pickInputGradientKernel(tile: number): Kernel {
  /** Only the last odd column may be outside. */
  const ifInside = (column: number, statement: string) =>
    column < 2 * tile - 1 ? statement : `if (whole) { ${statement} }`
  const landRow = (from: 'even' | 'odd', lands: string) => {
    const [hit, missed] = from === 'even' ? [0, 1] : [1, 0]
    return `    if (${lands}) {
${repeat(tile, (i) => {
  const column = 2 * i + hit
  const land = `land(at + ${column}u, ${from}${i}, job.mask, affine, job.accumulate, job.dst);`
  return `      ${ifInside(column, land)}`
})}
      // Where nothing was picked there is nothing to add, but perhaps a first zero to write.
      if (job.accumulate == 0u) {
${repeat(tile, (i) => {
  const column = 2 * i + missed
  return `        ${ifInside(column, `arena[job.dst + at + ${column}u] = 0.0;`)}`
})}
      }
    }`
  }
  return {
    id: `pick pixels input gradient, strip ${tile}`,
    arena: 'scalar',
    header: WINDOW_HEADER,
    job: { ...LANDING_FIELDS },
    list: { src: 'reads', shift: 'value' },
    body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
${WINDOW_DECODE}
  let x0 = strip * ${tile}u;
  let affine = affineOf(job.maskCoefficients, 0u, channel);
  let whole = 2u * (x0 + ${tile - 1}u) + 1u < header.width;
${ROWS}
  for (var oy = firstRow; oy < endRow; oy++) {
    var landsEven = job.accumulate == 0u;
    var landsOdd = landsEven;
${repeat(tile, (i) => `    var even${i} = 0.0; var odd${i} = 0.0;`)}
    for (var reader = 0u; reader < job.listLength; reader++) {
      let entry = job.listStart + 2u * reader;
      let row = words[entry] + outImage + oy * header.outWidth + x0;
      let shifted = words[entry + 1u] != 0u;
      landsEven = landsEven || !shifted;
      landsOdd = landsOdd || shifted;
${repeat(
  tile,
  (i) => `      let g${i} = arena[row + ${i}u];
      even${i} += select(g${i}, 0.0, shifted);
      odd${i} += select(0.0, g${i}, shifted);`,
)}
    }
    var at = image + 2u * (oy * header.width + x0);
${landRow('even', 'landsEven')}
    at += header.width;
${landRow('odd', 'landsOdd && 2u * oy + 1u < header.height')}
  }
}`,
  }
}
