/** One dispatch over a flat vector each. Formulas as in PyTorch, L2 decay added to the gradient. */
import { STEP_FIELDS, type Kernel } from './kernel'

/** Adds partial sums [chunk][size] in the order of their chunks. */
export const reducePartialsKernel: Kernel = {
  id: 'reduce partial gradients',
  arena: 'scalar',
  header: [],
  job: { partials: 'reads', chunks: 'value', size: 'value', gradient: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= job.size) { return; }
  var sum = 0.0;
  for (var chunk = 0u; chunk < job.chunks; chunk++) { sum += state[job.partials + chunk * job.size + id]; }
  state[job.gradient + id] = sum;
}`,
}

/** Σ g² over every lanes-th element of each vector in the list, one partial sum a lane. */
export const squaredNormKernel: Kernel = {
  id: 'squared gradient norm',
  arena: 'scalar',
  header: ['lanes'],
  job: { partials: 'writes' },
  list: { vector: 'reads', size: 'value' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.lanes) { return; }
  var sum = 0.0;
  for (var entry = 0u; entry < job.listLength; entry++) {
    let vector = words[job.listStart + 2u * entry];
    let size = words[job.listStart + 2u * entry + 1u];
    for (var i = id; i < size; i += header.lanes) {
      let g = state[vector + i];
      sum += g * g;
    }
  }
  state[job.partials + id] = sum;
}`,
}

/** Global norm, and the factor that clips it as clip_grad_norm_ does: min(1, clip / (norm + 1e-6)). */
export const clipFactorKernel: Kernel = {
  id: 'clip factor',
  arena: 'scalar',
  header: ['lanes', 'clip'],
  job: { partials: 'reads', norm: 'writes', factor: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id > 0u) { return; }
  var sum = 0.0;
  for (var i = 0u; i < header.lanes; i++) { sum += state[job.partials + i]; }
  let norm = sqrt(sum);
  let clip = bitcast<f32>(header.clip);
  state[job.norm] = norm;
  state[job.factor] = select(1.0, min(1.0, clip / (norm + 1e-6)), clip > 0.0);
}`,
}

/** d = factor·g + decay·w; buffer = momentum·buffer + d; w −= lr·buffer. Lanes stride through `size`. */
export const sgdKernel: Kernel = {
  id: 'sgd with momentum',
  arena: 'scalar',
  header: ['lanes', 'momentum', 'weightDecay'],
  job: {
    weights: 'updates',
    gradients: 'reads',
    buffer: 'updates',
    factor: 'reads',
    size: 'value',
  },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.lanes) { return; }
  for (var i = id; i < job.size; i += header.lanes) {
    let w = state[job.weights + i];
    let d = state[job.factor] * state[job.gradients + i] + bitcast<f32>(header.weightDecay) * w;
    let momentum = bitcast<f32>(header.momentum) * state[job.buffer + i] + d;
    state[job.buffer + i] = momentum;
    state[job.weights + i] = w - bitcast<f32>(step[${STEP_FIELDS.learningRate}]) * momentum;
  }
}`,
}

/** Adam; the bias corrections 1 − βᵗ come with the step. */
export const adamKernel: Kernel = {
  id: 'adam',
  arena: 'scalar',
  header: ['size', 'learningRate', 'firstBeta', 'secondBeta', 'epsilon', 'weightDecay'],
  job: { weights: 'updates', gradients: 'reads', first: 'updates', second: 'updates' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.size) { return; }
  let w = state[job.weights + id];
  let g = state[job.gradients + id] + bitcast<f32>(header.weightDecay) * w;
  let firstBeta = bitcast<f32>(header.firstBeta);
  let secondBeta = bitcast<f32>(header.secondBeta);
  let first = firstBeta * state[job.first + id] + (1.0 - firstBeta) * g;
  let second = secondBeta * state[job.second + id] + (1.0 - secondBeta) * g * g;
  state[job.first + id] = first;
  state[job.second + id] = second;
  let firstCorrection = bitcast<f32>(step[${STEP_FIELDS.firstCorrection}]);
  let secondCorrection = bitcast<f32>(step[${STEP_FIELDS.secondCorrection}]);
  let denominator = sqrt(second) / sqrt(secondCorrection) + bitcast<f32>(header.epsilon);
  state[job.weights + id] = w - bitcast<f32>(header.learningRate) / firstCorrection * first / denominator;
}`,
}

/** mean += share · (value − mean). Lanes stride through `size`, so that ranges share a dispatch. */
export const runningMeanKernel: Kernel = {
  id: 'running mean',
  arena: 'scalar',
  header: ['lanes'],
  job: { values: 'reads', mean: 'updates', size: 'value' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.lanes) { return; }
  let share = bitcast<f32>(step[${STEP_FIELDS.meanShare}]);
  for (var i = id; i < job.size; i += header.lanes) {
    let mean = state[job.mean + i];
    state[job.mean + i] = mean + share * (state[job.values + i] - mean);
  }
}`,
}

/** What one range holds into the other, and the other way round. */
export const exchangeKernel: Kernel = {
  id: 'exchange',
  arena: 'scalar',
  header: ['lanes'],
  job: { one: 'updates', other: 'updates', size: 'value' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.lanes) { return; }
  for (var i = id; i < job.size; i += header.lanes) {
    let kept = state[job.one + i];
    state[job.one + i] = state[job.other + i];
    state[job.other + i] = kept;
  }
}`,
}
