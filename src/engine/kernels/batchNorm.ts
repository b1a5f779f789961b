/**
 * Batch norm is never a pass over memory of its own going forward: statistics become a (scale, shift)
 * per channel that the readers of the tensor apply. Backward likewise becomes (a, b, d) per channel.
 */
import { STEP_FIELDS, type Kernel } from './kernel'
import { NORM_GRADIENT_WGSL, validLanesWgsl } from './snippets'

/** Sums of x and x² per channel and chunk, where the producing kernel does not leave them. */
export const normStatisticsKernel = (ragged: boolean): Kernel => ({
  id: `batch norm statistics${ragged ? ', ragged' : ''}`,
  arena: 'vec4',
  header: ['channels', 'rowVectors', 'pixels', 'chunks'],
  job: { src: 'reads', statistics: 'writes' },
  body: () => `
${validLanesWgsl(ragged)}
fn run(job: Job, id: u32) {
  let chunk = id % header.chunks;
  let channel = id / header.chunks;
  if (channel >= header.channels) { return; }
  var sum = vec4f(0.0);
  var square = vec4f(0.0);
  for (var v = chunk; v < header.rowVectors; v += header.chunks) {
    let x = validLanes(arena[job.src / 4u + channel * header.rowVectors + v], v, header.pixels);
    sum += x;
    square += x * x;
  }
  let at = job.statistics + 2u * (chunk * header.channels + channel);
  state[at] = total(sum);
  state[at + 1u] = total(square);
}`,
})

/**
 * From partial sums to coefficients, saved mean and 1/σ, and running statistics (unbiased variance).
 * The batch's weight in those is the layer's own, or where they are taken anew the step's.
 */
export const normFinishKernel = (momentum: 'layer' | 'step'): Kernel => ({
  id: `batch norm finish${momentum === 'step' ? ', anew' : ''}`,
  arena: 'scalar',
  header: ['channels', 'pixels', 'chunks', 'epsilon', 'momentum'],
  job: {
    statistics: 'reads',
    scale: 'reads',
    shift: 'reads',
    /** (scale, shift) per channel. */
    coefficients: 'writes',
    /** (mean, 1/σ) per channel. */
    saved: 'writes',
    runningMean: 'updates',
    runningVariance: 'updates',
  },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.channels) { return; }
  var sum = 0.0;
  var square = 0.0;
  for (var chunk = 0u; chunk < header.chunks; chunk++) {
    let at = job.statistics + 2u * (chunk * header.channels + id);
    sum += state[at];
    square += state[at + 1u];
  }
  let count = f32(header.pixels);
  let mean = sum / count;
  let variance = max(square / count - mean * mean, 0.0);
  let inverse = inverseSqrt(variance + bitcast<f32>(header.epsilon));
  var scale = inverse;
  var shift = -mean * inverse;
  if (job.scale != NONE) {
    scale *= state[job.scale + id];
    shift = shift * state[job.scale + id] + state[job.shift + id];
  }
  state[job.coefficients + 2u * id] = scale;
  state[job.coefficients + 2u * id + 1u] = shift;
  state[job.saved + 2u * id] = mean;
  state[job.saved + 2u * id + 1u] = inverse;
  let momentum = bitcast<f32>(${momentum === 'step' ? `step[${STEP_FIELDS.meanShare}]` : 'header.momentum'});
  let unbiased = variance * count / max(count - 1.0, 1.0);
  state[job.runningMean + id] += momentum * (mean - state[job.runningMean + id]);
  state[job.runningVariance + id] += momentum * (unbiased - state[job.runningVariance + id]);
}`,
})

/** Evaluation mode: coefficients from the running statistics. */
export const normRunningKernel: Kernel = {
  id: 'batch norm from running statistics',
  arena: 'scalar',
  header: ['channels', 'epsilon'],
  job: {
    scale: 'reads',
    shift: 'reads',
    runningMean: 'reads',
    runningVariance: 'reads',
    coefficients: 'writes',
  },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.channels) { return; }
  let inverse = inverseSqrt(state[job.runningVariance + id] + bitcast<f32>(header.epsilon));
  var scale = inverse;
  var shift = -state[job.runningMean + id] * inverse;
  if (job.scale != NONE) {
    scale *= state[job.scale + id];
    shift = shift * state[job.scale + id] + state[job.shift + id];
  }
  state[job.coefficients + 2u * id] = scale;
  state[job.coefficients + 2u * id + 1u] = shift;
}`,
}

/**
 * Σ g and Σ g·x̂ per channel and chunk. What the backward pass of a batch norm needs is also what the
 * gate of the branch needs: its gradient is Σ g·x̂ over channels. With the identity as `saved`
 * (mean 0, 1/σ 1) it serves branches without batch norm.
 */
export const normGradientSumsKernel = (ragged: boolean): Kernel => ({
  id: `batch norm gradient sums${ragged ? ', ragged' : ''}`,
  arena: 'vec4',
  header: ['channels', 'rowVectors', 'pixels', 'chunks'],
  job: { gradient: 'reads', src: 'reads', saved: 'reads', sums: 'writes' },
  body: () => `
${validLanesWgsl(ragged)}
fn run(job: Job, id: u32) {
  let chunk = id % header.chunks;
  let channel = id / header.chunks;
  if (channel >= header.channels) { return; }
  let mean = state[job.saved + 2u * channel];
  let inverse = state[job.saved + 2u * channel + 1u];
  let row = channel * header.rowVectors;
  var sum = vec4f(0.0);
  var product = vec4f(0.0);
  for (var v = chunk; v < header.rowVectors; v += header.chunks) {
    let g = validLanes(arena[job.gradient / 4u + row + v], v, header.pixels);
    let x = validLanes((arena[job.src / 4u + row + v] - mean) * inverse, v, header.pixels);
    sum += g;
    product += g * x;
  }
  let at = job.sums + 2u * (chunk * header.channels + channel);
  state[at] = total(sum);
  state[at + 1u] = total(product);
}`,
})

/** From those sums to (a, b, d) per channel, times the gate of the branch; and dγ, dβ where affine. */
export const normGradientFinishKernel: Kernel = {
  id: 'batch norm gradient finish',
  arena: 'scalar',
  header: ['channels', 'pixels', 'chunks'],
  job: {
    sums: 'reads',
    saved: 'reads',
    scale: 'reads',
    gate: 'reads',
    coefficients: 'writes',
    /** Where the gradients of scale and shift go; NONE when not wanted. */
    scaleGradient: 'writes',
    shiftGradient: 'writes',
  },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.channels) { return; }
  var sum = 0.0;
  var product = 0.0;
  for (var chunk = 0u; chunk < header.chunks; chunk++) {
    let at = job.sums + 2u * (chunk * header.channels + id);
    sum += state[at];
    product += state[at + 1u];
  }
  let gate = state[job.gate];
  let mean = state[job.saved + 2u * id];
  let inverse = state[job.saved + 2u * id + 1u];
  var slope = gate * inverse;
  if (job.scale != NONE) { slope *= state[job.scale + id]; }
  let count = f32(header.pixels);
  let b = -slope * inverse * product / count;
  let at = job.coefficients + 4u * id;
  state[at] = slope;
  state[at + 1u] = b;
  state[at + 2u] = -slope * sum / count - b * mean;
  if (job.scaleGradient != NONE) {
    state[job.scaleGradient + id] = gate * product;
    state[job.shiftGradient + id] = gate * sum;
  }
}`,
}

/** Stores a batch norm's input gradient for consumers that do not work it out as they read. */
export const normGradientApplyKernel: Kernel = {
  id: 'batch norm gradient',
  arena: 'vec4',
  header: ['channels', 'rowVectors'],
  job: {
    gradient: 'reads',
    src: 'reads',
    coefficients: 'reads',
    dst: 'updates',
    accumulate: 'value',
  },
  body: () => `
${NORM_GRADIENT_WGSL}
fn run(job: Job, id: u32) {
  if (id >= header.channels * header.rowVectors) { return; }
  let norm = normGradientOf(job.coefficients, id / header.rowVectors);
  var value = normGradient4(arena[job.gradient / 4u + id], arena[job.src / 4u + id], norm);
  if (job.accumulate != 0u) { value += arena[job.dst / 4u + id]; }
  arena[job.dst / 4u + id] = value;
}`,
}
