import { describe, expect, it } from 'vitest'
import { plantedMeasurement } from './plantedSearch.fixture'
import { firstWithin } from './verification'

/** Architectures of one decision; each takes as many ms as `measured` has in its place. */
function setUp(measured: readonly number[], predicted: readonly number[] = measured) {
  const timed: number[] = []
  const candidates = measured.map((_, index) => [index])
  const verify = (limitMs: number) =>
    firstWithin(limitMs, candidates, {
      predicted: ([index]) => predicted[index!] ?? null,
      measure: ([index]) => {
        timed.push(index!)
        return Promise.resolve(plantedMeasurement(measured[index!]!))
      },
    })
  return { timed, verify }
}

describe('a latency limit', () => {
  it('is kept by the best that keeps it as measured, and no further one is timed', async () => {
    const { timed, verify } = setUp([5, 4, 2, 1])
    expect(await verify(3)).toMatchObject({ choices: [2], latency: { medianMs: 2 } })
    expect(timed).toEqual([0, 1, 2])
  })

  it('is sought among the fastest where the best all miss it', async () => {
    const measured = [9, 9, 9, 9, 9, 9, 9, 9, 8, 7, 2, 6]
    const { timed, verify } = setUp(measured)
    expect(await verify(3)).toMatchObject({ choices: [10] })
    expect(timed).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 10])
  })

  it('that nothing keeps leaves the fastest of those timed', async () => {
    const measured = [9, 8, 7.5, 9, 9, 9, 9, 9, 7, 7.7, 9, 9, 9, 1]
    const predicted = measured.map((ms, index) => (index === 13 ? 20 : ms))
    const { timed, verify } = setUp(measured, predicted)
    expect(await verify(3)).toMatchObject({ choices: [8], latency: { medianMs: 7 } })
    expect(timed).toHaveLength(12)
  })
})
