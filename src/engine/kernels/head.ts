/** From the last feature map to the loss and back: small tensors, one invocation a number. */
import { STEP_FIELDS, type Kernel } from './kernel'
import { VALUE_FIELDS, LANDING_FIELDS, LAND_WGSL, VALUE_WGSL } from './snippets'

/** Mean over each example's pixels: features[channel][example]. */
export const globalPoolKernel: Kernel = {
  id: 'global average pool',
  arena: 'scalar',
  header: ['channels', 'examples', 'imagePixels', 'channelStride', 'outStride'],
  job: { ...VALUE_FIELDS, dst: 'writes' },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let example = id % header.examples;
  let channel = id / header.examples;
  if (channel >= header.channels) { return; }
  let affine = affineOf(job.coefficients, job.relu, channel);
  let image = job.src + channel * header.channelStride + example * header.imagePixels;
  var sum = 0.0;
  for (var i = 0u; i < header.imagePixels; i++) { sum += seen(arena[image + i], affine); }
  arena[job.dst + channel * header.outStride + example] = sum / f32(header.imagePixels);
}`,
}

export const globalPoolInputGradientKernel: Kernel = {
  id: 'global average pool input gradient',
  arena: 'scalar',
  header: globalPoolKernel.header,
  job: {
    gradient: 'reads',
    ...LANDING_FIELDS,
  },
  body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
  let pixels = header.examples * header.imagePixels;
  let channel = id / pixels;
  if (channel >= header.channels) { return; }
  let pixel = id % pixels;
  let g = arena[job.gradient + channel * header.outStride + pixel / header.imagePixels];
  land(channel * header.channelStride + pixel, g / f32(header.imagePixels), job.mask,
    affineOf(job.maskCoefficients, 0u, channel), job.accumulate, job.dst);
}`,
}

export const DENSE_HEADER = ['features', 'units', 'examples', 'stride'] as const

/** y[unit][example] = Σ w[unit, feature] · x[feature][example] + bias[unit]. */
export const denseKernel: Kernel = {
  id: 'dense',
  arena: 'scalar',
  header: DENSE_HEADER,
  job: {
    ...VALUE_FIELDS,
    weight: 'reads',
    bias: 'reads',
    dst: 'writes',
  },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let example = id % header.examples;
  let unit = id / header.examples;
  if (unit >= header.units) { return; }
  var sum = 0.0;
  if (job.bias != NONE) { sum = state[job.bias + unit]; }
  for (var f = 0u; f < header.features; f++) {
    sum += state[job.weight + unit * header.features + f] *
      seen(arena[job.src + f * header.stride + example], affineOf(job.coefficients, job.relu, f));
  }
  arena[job.dst + unit * header.stride + example] = sum;
}`,
}

export const denseInputGradientKernel: Kernel = {
  id: 'dense input gradient',
  arena: 'scalar',
  header: DENSE_HEADER,
  job: {
    gradient: 'reads',
    weight: 'reads',
    ...LANDING_FIELDS,
  },
  body: () => `
${VALUE_WGSL}
${LAND_WGSL}
fn run(job: Job, id: u32) {
  let example = id % header.examples;
  let feature = id / header.examples;
  if (feature >= header.features) { return; }
  var sum = 0.0;
  for (var unit = 0u; unit < header.units; unit++) {
    sum += state[job.weight + unit * header.features + feature] *
      arena[job.gradient + unit * header.stride + example];
  }
  land(feature * header.stride + example, sum, job.mask,
    affineOf(job.maskCoefficients, 0u, feature), job.accumulate, job.dst);
}`,
}

export const denseWeightGradientKernel: Kernel = {
  id: 'dense weight gradient',
  arena: 'scalar',
  header: DENSE_HEADER,
  job: {
    gradient: 'reads',
    ...VALUE_FIELDS,
    partials: 'writes',
  },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let feature = id % header.features;
  let unit = id / header.features;
  if (unit >= header.units) { return; }
  let affine = affineOf(job.coefficients, job.relu, feature);
  var sum = 0.0;
  for (var example = 0u; example < header.examples; example++) {
    sum += arena[job.gradient + unit * header.stride + example] *
      seen(arena[job.src + feature * header.stride + example], affine);
  }
  state[job.partials + id] = sum;
}`,
}

/**
 * Cross-entropy of softmax(logits) against the labels, its gradient (already divided by the number
 * of examples), and per example (loss, 1 if predicted correctly) for the metrics. Labels are bytes
 * of the dataset buffer; examples beyond the step's count are ignored. Targets are
 * (1 − ε)·onehot + ε / classes; an ε of 0 changes no bit of the plain loss. Loss and gradient are
 * multiplied by `weight`; nor does 1 change a bit.
 */
export const crossEntropyKernel: Kernel = {
  id: 'cross entropy',
  arena: 'scalar',
  header: ['classes', 'examples', 'stride', 'indices', 'smoothing', 'weight'],
  job: { logits: 'reads', gradient: 'writes', outcomes: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.examples) { return; }
  let count = step[${STEP_FIELDS.count}];
  let byte = step[${STEP_FIELDS.labelBytes}] + step[header.indices + id];
  let label = (dataset[byte / 4u] >> (8u * (byte % 4u))) & 255u;
  var best = 0u;
  var largest = arena[job.logits + id];
  for (var c = 1u; c < header.classes; c++) {
    let logit = arena[job.logits + c * header.stride + id];
    if (logit > largest) { largest = logit; best = c; }
  }
  var denominator = 0.0;
  var total = 0.0;
  for (var c = 0u; c < header.classes; c++) {
    let logit = arena[job.logits + c * header.stride + id];
    denominator += exp(logit - largest);
    total += logit;
  }
  let smoothing = bitcast<f32>(header.smoothing);
  let spread = smoothing / f32(header.classes);
  let counted = select(0.0, 1.0, id < count);
  let weighed = counted * bitcast<f32>(header.weight);
  for (var c = 0u; c < header.classes; c++) {
    let p = exp(arena[job.logits + c * header.stride + id] - largest) / denominator;
    arena[job.gradient + c * header.stride + id] =
      weighed * (p - (select(0.0, 1.0 - smoothing, c == label) + spread)) / f32(count);
  }
  let wanted = arena[job.logits + label * header.stride + id];
  var loss = log(denominator) + largest - wanted;
  if (smoothing > 0.0) { loss += smoothing * (wanted - total / f32(header.classes)); }
  state[job.outcomes + 2u * id] = weighed * loss;
  state[job.outcomes + 2u * id + 1u] = counted * select(0.0, 1.0, best == label);
}`,
}

/** Mean loss and number correct over the batch; the loss of an auxiliary head, if any, counts too. */
export const batchMetricsKernel: Kernel = {
  id: 'batch metrics',
  arena: 'scalar',
  header: ['examples'],
  job: { outcomes: 'reads', auxiliary: 'reads', metrics: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id > 0u) { return; }
  var loss = 0.0;
  var correct = 0.0;
  for (var i = 0u; i < header.examples; i++) {
    loss += state[job.outcomes + 2u * i];
    if (job.auxiliary != NONE) { loss += state[job.auxiliary + 2u * i]; }
    correct += state[job.outcomes + 2u * i + 1u];
  }
  state[job.metrics] = loss / f32(step[${STEP_FIELDS.count}]);
  state[job.metrics + 1u] = correct;
}`,
}
