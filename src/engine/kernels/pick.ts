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
  /** Lands on both pixels that one row of a block has: `from` names the accumulators of the hit one. */
  const landRow = (from: 'even' | 'odd') =>
    repeat(tile, (i) => {
      const hit = from === 'even' ? 2 * i : 2 * i + 1
      const other = from === 'even' ? 2 * i + 1 : 2 * i
      const odd = [
        `land(at + ${hit}u, ${from}${i}, job.mask, affine, job.accumulate, job.dst);`,
        `if (job.accumulate == 0u) { arena[job.dst + at + ${other}u] = 0.0; }`,
      ]
      const [left, right] = from === 'even' ? odd : [...odd].reverse()
      return `      ${left}\n      ${i < tile - 1 ? right : `if (whole) { ${right} }`}`
    })
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
    // Where nothing was picked there is nothing to add, but perhaps a first zero to write.
    var landsEven = job.accumulate == 0u;
    var landsOdd = landsEven;
${repeat(tile, (i) => `    var even${i} = 0.0; var odd${i} = 0.0;`)}
    for (var reader = 0u; reader < job.listLength; reader++) {
      let entry = job.listStart + 2u * reader;
      let row = words[entry] + outImage + oy * header.outWidth + x0;
      if (words[entry + 1u] == 0u) {
        landsEven = true;
${repeat(tile, (i) => `        even${i} += arena[row + ${i}u];`)}
      } else {
        landsOdd = true;
${repeat(tile, (i) => `        odd${i} += arena[row + ${i}u];`)}
      }
    }
    if (landsEven) {
      let at = image + 2u * (oy * header.width + x0);
${landRow('even')}
    }
    if (landsOdd && 2u * oy + 1u < header.height) {
      let at = image + 2u * (oy * header.width + x0) + header.width;
${landRow('odd')}
    }
  }
}`,
  }
}
