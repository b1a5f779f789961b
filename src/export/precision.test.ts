import { describe, expect, it } from 'vitest'
import { PRECISIONS, roundedTo, storedTensors, valuesOf } from './precision'
import { expectedLogits, largestDifference, someTrainedNetwork } from './trainedNetwork.fixture'

/** Whichever test comes first starts TensorFlow.js, and a runtime beside it. */
const START_MS = 30_000

describe('weights at a precision', { timeout: START_MS }, () => {
  const trained = someTrainedNetwork('darts', 8)

  it.each(PRECISIONS)('of %s are the rounded network, tensor by tensor', (precision) => {
    const rounded = storedTensors(roundedTo(trained, precision), 'float32')
    storedTensors(trained, precision).forEach((tensor, index) => {
      expect(valuesOf(tensor)).toEqual(valuesOf(rounded[index]!))
    })
  })

  it('are off by half a step of their scale at most', () => {
    const exact = storedTensors(trained, 'float32')
    storedTensors(trained, 'int8').forEach((tensor, index) => {
      const step = tensor.precision === 'int8' ? tensor.scale : 0
      const difference = largestDifference(valuesOf(tensor), valuesOf(exact[index]!))
      expect(difference).toBeLessThanOrEqual(0.5001 * step)
      expect(tensor.precision).toBe(tensor.shape.length < 2 ? 'float32' : 'int8')
    })
    storedTensors(trained, 'float16').forEach((tensor, index) => {
      valuesOf(tensor).forEach((value, at) => {
        const original = valuesOf(exact[index]!)[at]!
        expect(Math.abs(value - original)).toBeLessThanOrEqual(Math.abs(original) / 1024 + 1e-7)
      })
    })
  })

  it('change the logits little, and less with more bits', async () => {
    const exact = await expectedLogits(trained)
    const half = await expectedLogits(roundedTo(trained, 'float16'))
    const whole = await expectedLogits(roundedTo(trained, 'int8'))
    expect(largestDifference(half, exact)).toBeGreaterThan(0)
    expect(largestDifference(half, exact)).toBeLessThan(largestDifference(whole, exact))
    expect(largestDifference(whole, exact)).toBeLessThan(0.05)
  })

  it('of a tensor of zeros stay zeros', () => {
    const blank = { ...trained, weights: new Float32Array(trained.weights.length) }
    for (const precision of PRECISIONS) {
      expect(roundedTo(blank, precision).weights.every((weight) => weight === 0)).toBe(true)
    }
  })
})
