import type { Kernel } from './kernel'

/** Gradient of a per-channel bias: one invocation a channel adds up the gradient's pixels in order. */
export const biasGradientKernel: Kernel = {
  id: 'bias gradient',
  arena: 'scalar',
  header: ['channels', 'channelStride', 'pixels'],
  job: { gradient: 'reads', partials: 'writes' },
  body: () => `
fn run(job: Job, id: u32) {
  if (id >= header.channels) { return; }
  var sum = 0.0;
  for (var i = 0u; i < header.pixels; i++) { sum += arena[job.gradient + id * header.channelStride + i]; }
  state[job.partials + id] = sum;
}`,
}
