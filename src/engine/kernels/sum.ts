import { repeat, type Kernel } from './kernel'
import { LANDING_FIELDS, LAND4_WGSL, VALUE_WGSL } from './snippets'

/**
 * dst = Σ gateₜ · valueₜ over a list of terms: the mixture of an edge bundle forward, and the
 * gradient of a value read by several mixtures backward. Lands like any gradient (mask, accumulate).
 * An invocation keeps `vectors` row vectors in registers while it walks the terms. Terms seen through
 * a ReLU need the kernel with `relu`; without it, gate and batch norm are one factor and one offset.
 * Terms with a factor for each image need the one with `factors`, whose other terms have none; where
 * all factors are 1, it leaves the same bits as the one without.
 */
export function sumKernel(vectors: number, relu: boolean, factors = false): Kernel {
  return {
    id: `gated sum${relu ? ' through ReLU' : ''}${factors ? ' by image' : ''}, ${vectors} vectors`,
    arena: 'vec4',
    header: ['channels', 'rowVectors', 'groups', ...(factors ? IMAGE_HEADER : [])],
    job: { ...LANDING_FIELDS },
    list: {
      src: 'reads',
      coefficients: 'reads',
      relu: 'value',
      gate: 'reads',
      ...(factors && ({ factors: 'reads' } as const)),
    },
    body: () => (factors ? byImageWgsl(vectors, relu) : sumWgsl(vectors, relu)),
  }
}

/** Pixels of an image, and images. */
const IMAGE_HEADER = ['imagePixels', 'examples'] as const

function sumWgsl(vectors: number, relu: boolean): string {
  return `
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
}`
}

/** A row vector may reach from one image into the next, so every lane has a factor of its own. */
function byImageWgsl(vectors: number, relu: boolean): string {
  return `
${VALUE_WGSL}
${LAND4_WGSL}
fn imagesOf(vector: u32) -> vec4u {
  let pixels = vec4u(4u * vector) + vec4u(0u, 1u, 2u, 3u);
  return min(pixels / header.imagePixels, vec4u(header.examples - 1u));
}
fn factorsOf(factors: u32, images: vec4u) -> vec4f {
  if (factors == NONE) { return vec4f(1.0); }
  return vec4f(
    state[factors + images.x], state[factors + images.y],
    state[factors + images.z], state[factors + images.w]);
}
fn run(job: Job, id: u32) {
  let channel = id / header.groups;
  if (channel >= header.channels) { return; }
  let row = channel * header.rowVectors;
  let lastVector = header.rowVectors - 1u;
  let first = id % header.groups;
${repeat(
  vectors,
  (
    i,
  ) => `  let at${i} = row + min(first + ${i}u * header.groups, lastVector); let images${i} = imagesOf(at${i} - row);
  var acc${i} = vec4f(0.0); var offset${i} = vec4f(0.0);`,
)}
  for (var term = 0u; term < job.listLength; term++) {
    let entry = job.listStart + 5u * term;
    let src = words[entry] / 4u;
    let affine = affineOf(words[entry + 1u], words[entry + 2u], channel);
    let gate = state[words[entry + 3u]];
    let factors = words[entry + 4u];
${repeat(vectors, (i) => `    let kept${i} = factorsOf(factors, images${i});`)}
${
  relu
    ? repeat(
        vectors,
        (i) => `    acc${i} += (gate * kept${i}) * seen4(arena[src + at${i}], affine);`,
      )
    : `    let factor = gate * affine.scale;
    let shift = gate * affine.shift;
${repeat(
  vectors,
  (i) =>
    `    acc${i} += (factor * kept${i}) * arena[src + at${i}]; offset${i} += shift * kept${i};`,
)}`
}
  }
  let mask = affineOf(job.maskCoefficients, 0u, channel);
${repeat(
  vectors,
  (i) =>
    `  if (first + ${i}u * header.groups <= lastVector) { land4(at${i}, acc${i} + offset${i}, job.mask, mask, job.accumulate, job.dst); }`,
)}
}`
}
