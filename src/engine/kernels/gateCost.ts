/** The expected cost of a mixture, as it enters the alphas' gradient. */
import { LEAST_LOG_COST } from '../gateCost'
import type { Kernel } from './kernel'

export const GATE_COST_FORMS = { additive: 0, 'log-product': 1 } as const

/**
 * dα = s · dα + t · gate · (cost − Σ gate · cost of the row), through the softmax, with the slopes s
 * along the loss and t along the expected cost (see `costSlopes`). One job, one invocation a gate; the
 * list has an entry per gate.
 */
export const gateCostKernel: Kernel = {
  id: 'gate cost',
  arena: 'scalar',
  header: ['form', 'fixed', 'aim', 'weight', 'exponent'],
  job: { gates: 'reads', loss: 'reads', alphaGradients: 'updates' },
  list: {
    /** f32 bits. */
    cost: 'value',
    /** First gate of the row, and how many there are. */
    row: 'value',
    columns: 'value',
  },
  body: () => `
fn costOf(job: Job, gate: u32) -> f32 {
  return state[job.gates + gate] * bitcast<f32>(words[job.listStart + 3u * gate]);
}
fn run(job: Job, id: u32) {
  if (id >= job.listLength) { return; }
  var expected = bitcast<f32>(header.fixed);
  for (var gate = 0u; gate < job.listLength; gate++) { expected += costOf(job, gate); }
  let entry = job.listStart + 3u * id;
  var row = 0.0;
  for (var i = 0u; i < words[entry + 2u]; i++) { row += costOf(job, words[entry + 1u] + i); }
  let aim = bitcast<f32>(header.aim);
  let weight = bitcast<f32>(header.weight);
  var along_loss = 1.0;
  var along_cost = weight / aim;
  if (header.form == ${GATE_COST_FORMS['log-product']}u) {
    let at = max(expected, ${LEAST_LOG_COST}.0);
    let exponent = bitcast<f32>(header.exponent);
    along_loss = weight * pow(log(at) / log(aim), exponent);
    along_cost = state[job.loss] * exponent * along_loss / (at * log(at));
  }
  let own = costOf(job, id) - state[job.gates + id] * row;
  let gradient = job.alphaGradients + id;
  state[gradient] = along_loss * state[gradient] + along_cost * own;
}`,
}
