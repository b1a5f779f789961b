import { expect, it } from 'vitest'
import { softmaxRows } from '../../network/gates'
import { softmaxRowsGradient } from './softmaxGradient'

it('passes gradients through the softmax of each row', () => {
  const tables = [
    { name: 'normal', rows: 1, columns: 3, offset: 0 },
    { name: 'reduce', rows: 1, columns: 3, offset: 3 },
  ]
  const gates = softmaxRows(Float32Array.of(0.1, -0.4, 0.3, 1, 2, -1), tables)
  const incoming = Float32Array.of(1, 2, 3, -1, 0.5, 2)
  // PyTorch 1.13: x.grad of (softmax(x, -1) * incoming).sum().
  const golden = [-0.38130012, -0.01679182, 0.39809191, -0.30190697, 0.23740856, 0.06449842]
  const gradient = softmaxRowsGradient(gates, incoming, tables)
  golden.forEach((value, i) => expect(gradient[i]).toBeCloseTo(value, 6))
})
