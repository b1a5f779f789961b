import { repeat, type Kernel } from './kernel'
import { LANDING_FIELDS, LAND4_WGSL, VALUE_WGSL } from './snippets'

/**
 * dst = Σ gateₜ · valueₜ over a list of terms: the mixture of an edge bundle forward, and the
 * gradient of a value read by several mixtures backward. Lands like any gradient (mask, accumulate).
 * An invocation keeps `vectors` row vectors in registers while it walks the terms. Terms seen through
 * a ReLU need the kernel with `relu`; without it, gate and batch norm are one factor and one offset.
 */
export function sumKernel(vectors: number, relu: boolean): Kernel {
  return {
    id: `gated sum${relu ? ' through ReLU' : ''}, ${vectors} vectors`,
    arena: 'vec4',
    header: ['channels', 'rowVectors', 'groups'],
    job: { ...LANDING_FIELDS },
    list: { src: 'reads', coefficients: 'reads', relu: 'value', gate: 'reads' },
    body: () => `
${VALUE_WGSL}
${LAND4_WGSL}
fn run(job: Job, id: u32) {
  let channel = id / header.groups;
  if (channel >= header.channels) { return; }
  let row = channel * header.rowVectors;
  let lastVector = header.rowVectors - 1u;
  let first = id % header.groups;
  var offset = 0.0;
${repeat(vectors, (i) => `  let at${i} = row + min(first + ${i}u * header.groups, lastVector); var acc${i} = vec4f(0.0);`)}
  for (var term = 0u; term < job.listLength; term++) {
    let entry = job.listStart + 4u * term;
    let src = words[entry] / 4u;
    let affine = affineOf(words[entry + 1u], words[entry + 2u], channel);
    let gate = state[words[entry + 3u]];
${
  relu
    ? repeat(vectors, (i) => `    acc${i} += gate * seen4(arena[src + at${i}], affine);`)
    : `    let factor = gate * affine.scale;
    offset += gate * affine.shift;
${repeat(vectors, (i) => `    acc${i} += factor * arena[src + at${i}];`)}`
}
  }
  let mask = affineOf(job.maskCoefficients, 0u, channel);
${repeat(
  vectors,
  (i) =>
    `  if (first + ${i}u * header.groups <= lastVector) { land4(at${i}, acc${i} + offset, job.mask, mask, job.accumulate, job.dst); }`,
)}
}`,
  }
}
