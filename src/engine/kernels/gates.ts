/** Alphas, gates and their gradients: a few hundred numbers, one invocation each. */
import type { Kernel } from './kernel'

/**
 * gates = softmax(alphas) over the branches that a row has, 0 for the others; one job a table, one
 * invocation a row. The list has an entry per gate, or none where the table has all its branches.
 */
export const softmaxGatesKernel: Kernel = {
  id: 'softmax of alphas',
  arena: 'scalar',
  header: ['rows', 'columns'],
  job: { alphas: 'reads', gates: 'writes' },
  list: {
    /** 1 for a branch that is there, else 0. */
    allowed: 'value',
  },
  body: () => `
fn allows(job: Job, gate: u32) -> bool {
  return job.listLength == 0u || words[job.listStart + gate] != 0u;
}
fn run(job: Job, id: u32) {
  if (id >= header.rows) { return; }
  let row = id * header.columns;
  var largest = -3.4e38;
  for (var i = 0u; i < header.columns; i++) {
    if (allows(job, row + i)) { largest = max(largest, state[job.alphas + row + i]); }
  }
  var sum = 0.0;
  for (var i = 0u; i < header.columns; i++) {
    if (allows(job, row + i)) { sum += exp(state[job.alphas + row + i] - largest); }
  }
  for (var i = 0u; i < header.columns; i++) {
    var gate = 0.0;
    if (allows(job, row + i)) { gate = exp(state[job.alphas + row + i] - largest) / sum; }
    state[job.gates + row + i] = gate;
  }
}`,
}

/** Σ over a list of branches of Σ g·y: one job a gate, one invocation. */
export const gateGradientKernel: Kernel = {
  id: 'gate gradient',
  arena: 'scalar',
  header: [],
  job: { gateGradient: 'writes' },
  list: {
    /** Sums of the branch: [chunk][channel][Σ g, Σ g·x̂]. */
    sums: 'reads',
    chunks: 'value',
    channels: 'value',
    /** Affine parameters of the branch's batch norm, or NONE. */
    scale: 'reads',
    shift: 'reads',
  },
  body: () => `
fn run(job: Job, id: u32) {
  if (id > 0u) { return; }
  var gradient = 0.0;
  for (var branch = 0u; branch < job.listLength; branch++) {
    let entry = job.listStart + 5u * branch;
    let sums = words[entry];
    let channels = words[entry + 2u];
    let scale = words[entry + 3u];
    for (var c = 0u; c < channels; c++) {
      var sum = 0.0;
      var product = 0.0;
      for (var chunk = 0u; chunk < words[entry + 1u]; chunk++) {
        let at = sums + 2u * (chunk * channels + c);
        sum += state[at];
        product += state[at + 1u];
      }
      if (scale == NONE) { gradient += product; }
      else { gradient += state[scale + c] * product + state[words[entry + 4u] + c] * sum; }
    }
  }
  state[job.gateGradient] = gradient;
}`,
}

/** Through the softmax: dα_i = gate_i (dgate_i − Σ_j gate_j dgate_j), 0 where the gate always is. */
export const softmaxGradientKernel: Kernel = {
  id: 'softmax gradient',
  arena: 'scalar',
  header: ['rows', 'columns'],
  job: { gates: 'reads', gateGradients: 'reads', alphaGradients: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.rows) { return; }
  let row = id * header.columns;
  var mean = 0.0;
  for (var i = 0u; i < header.columns; i++) {
    mean += state[job.gates + row + i] * state[job.gateGradients + row + i];
  }
  for (var i = 0u; i < header.columns; i++) {
    state[job.alphaGradients + row + i] =
      state[job.gates + row + i] * (state[job.gateGradients + row + i] - mean);
  }
}`,
}
