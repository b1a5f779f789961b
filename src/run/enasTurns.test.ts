import { describe, expect, it } from 'vitest'
import { enasTurnAt, enasTurns } from './enasTurns'

const PHASES = { weightPhaseSteps: 3, controllerUpdates: 2, derivationSamples: 2 }

function written(weightSteps: number): string {
  const turns = enasTurns(weightSteps, PHASES)
  return Array.from({ length: turns.weights + turns.controller + turns.derivation }, (_, index) => {
    const { kind, number } = enasTurnAt(index, weightSteps, PHASES)
    return `${kind[0]}${number}`
  }).join(' ')
}

describe('the turns of ENAS', () => {
  it('alternate, the controller after every phase of the weights, derivation last', () => {
    expect(written(6)).toBe('w0 w1 w2 c0 c1 w3 w4 w5 c2 c3 d0 d1')
  })

  it('end with a shorter phase when the budget does not fill it', () => {
    expect(written(4)).toBe('w0 w1 w2 c0 c1 w3 c2 c3 d0 d1')
    expect(written(1)).toBe('w0 c0 c1 d0 d1')
  })
})
