/** Picking every n-th channel of a value: copies, one invocation a row vector. */
import type { Kernel } from './kernel'
import { LANDING_FIELDS, LAND4_WGSL, VALUE_FIELDS, VALUE_WGSL } from './snippets'

const HEADER = ['channels', 'rowVectors', 'first', 'stride', 'count'] as const

/** y[c] = value(x)[first + stride·c] for c < count, else 0. */
export const channelsKernel: Kernel = {
  id: 'pick channels',
  arena: 'vec4',
  header: HEADER,
  job: { ...VALUE_FIELDS, dst: 'writes' },
  body: () => `
${VALUE_WGSL}
fn run(job: Job, id: u32) {
  let channel = id / header.rowVectors;
  if (channel >= header.channels) { return; }
  var picked = vec4f(0.0);
  if (channel < header.count) {
    let source = header.first + header.stride * channel;
    let affine = affineOf(job.coefficients, job.relu, source);
    picked = seen4(arena[job.src / 4u + source * header.rowVectors + id % header.rowVectors], affine);
  }
  arena[job.dst / 4u + id] = picked;
}`,
}

/** Its gradient; channels that were not picked get 0. `channels` counts those of the input. */
export const channelsInputGradientKernel: Kernel = {
  id: 'pick channels, input gradient',
  arena: 'vec4',
  header: HEADER,
  job: { gradient: 'reads', ...LANDING_FIELDS },
  body: () => `
${VALUE_WGSL}
${LAND4_WGSL}
fn run(job: Job, id: u32) {
  let channel = id / header.rowVectors;
  if (channel >= header.channels) { return; }
  var gradient = vec4f(0.0);
  let ahead = channel - header.first;
  if (channel >= header.first && ahead % header.stride == 0u && ahead / header.stride < header.count) {
    gradient = arena[job.gradient / 4u + (ahead / header.stride) * header.rowVectors + id % header.rowVectors];
  }
  land4(id, gradient, job.mask, affineOf(job.maskCoefficients, 0u, channel), job.accumulate, job.dst);
}`,
}
