/**
 * What the second-order (unrolled) alpha gradient of DARTS adds to the passes through the network:
 * a virtual weight step, and a finite difference along a direction. Formulas of architect.py.
 */
import { STEP_FIELDS, type Kernel } from './kernel'

/** w' = w − η (momentum·buffer + g + decay·w), keeping w in `saved`. */
export const virtualStepKernel: Kernel = {
  id: 'virtual weight step',
  arena: 'scalar',
  header: ['size', 'momentum', 'weightDecay'],
  job: { weights: 'updates', gradients: 'reads', buffer: 'reads', saved: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.size) { return; }
  let w = state[job.weights + id];
  state[job.saved + id] = w;
  let d = bitcast<f32>(header.momentum) * state[job.buffer + id] + state[job.gradients + id] +
    bitcast<f32>(header.weightDecay) * w;
  state[job.weights + id] = w - bitcast<f32>(step[${STEP_FIELDS.learningRate}]) * d;
}`,
}

/** Floats of the factors that a finite difference along v needs. */
export const DIFFERENCE_FACTORS = { forward: 0, backward: 1, subtract: 2, add: 3 } as const

/** R = 0.01 / ‖v‖ from partial sums of squares; factors (R, −R, −η/2R, η/2R). */
export const differenceFactorsKernel: Kernel = {
  id: 'finite difference factors',
  arena: 'scalar',
  header: ['lanes'],
  job: { partials: 'reads', factors: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id > 0u) { return; }
  var sum = 0.0;
  for (var i = 0u; i < header.lanes; i++) { sum += state[job.partials + i]; }
  let radius = 0.01 / sqrt(sum);
  let share = bitcast<f32>(step[${STEP_FIELDS.learningRate}]) / (2.0 * radius);
  state[job.factors + ${DIFFERENCE_FACTORS.forward}u] = radius;
  state[job.factors + ${DIFFERENCE_FACTORS.backward}u] = -radius;
  state[job.factors + ${DIFFERENCE_FACTORS.subtract}u] = -share;
  state[job.factors + ${DIFFERENCE_FACTORS.add}u] = share;
}`,
}

/** dst = base + factor · direction. */
export const moveAlongKernel: Kernel = {
  id: 'move along a direction',
  arena: 'scalar',
  header: ['size'],
  job: { base: 'reads', direction: 'reads', factor: 'reads', dst: 'updates' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.size) { return; }
  state[job.dst + id] = state[job.base + id] + state[job.factor] * state[job.direction + id];
}`,
}

/** dst = src */
export const copyKernel: Kernel = {
  id: 'copy',
  arena: 'scalar',
  header: ['size'],
  job: { src: 'reads', dst: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id < header.size) { state[job.dst + id] = state[job.src + id]; }
}`,
}
