import { STEP_FIELDS, type Kernel } from './kernel'
import { RANDOM_WGSL } from './random'

/** What one path is multiplied by for each image of the batch: see `pathFactors`. */
export const dropPathKernel: Kernel = {
  id: 'draw dropped paths',
  arena: 'scalar',
  header: ['examples'],
  job: { path: 'value', factors: 'writes' },
  body: () => `
${RANDOM_WGSL}
fn run(job: Job, id: u32) {
  if (id >= header.examples) { return; }
  let drawn = randomUniform(step[${STEP_FIELDS.dropPathKey}], job.path * header.examples + id);
  let kept = drawn < bitcast<f32>(step[${STEP_FIELDS.keepProbability}]);
  state[job.factors + id] = select(0.0, bitcast<f32>(step[${STEP_FIELDS.keepFactor}]), kept);
}`,
}
