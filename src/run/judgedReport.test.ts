import { describe, expect, it } from 'vitest'
import { judgedReport, type JudgedScore } from './judgedReport'
import type { JudgedGroup } from './judging'
import { spacePreset } from './spacePresets'

const space = spacePreset('tiny', 'darts')
const LUCK: JudgedGroup = { kind: 'luck' }
const DARTS: JudgedGroup = { kind: 'method', method: 'darts' }
const ENAS: JudgedGroup = { kind: 'method', method: 'enas' }

function scores(
  group: JudgedGroup,
  accuracies: readonly (readonly (number | null)[])[],
  text = (index: number) => `${JSON.stringify(group)} ${index}`,
): JudgedScore[] {
  return accuracies.map((own, index) => ({
    network: {
      group,
      seed: index + 1,
      subject: { kind: 'architecture', space, text: text(index) },
    },
    accuracies: own,
  }))
}

describe('judgedReport', () => {
  it('takes the mean over trainings of each network, then over networks', () => {
    const [darts, luck] = judgedReport([
      ...scores(DARTS, [
        [0.8, 0.9],
        [0.7, 0.8],
      ]),
      ...scores(LUCK, [
        [0.6, 0.7],
        [0.6, 0.7],
        [0.6, 0.7],
      ]),
    ])
    expect(darts?.means[0]).toBeCloseTo(0.85, 12)
    expect(darts?.mean).toBeCloseTo(0.8, 12)
    expect(darts?.over).toBe('networks')
    expect(darts?.againstLuck?.difference).toBeCloseTo(0.15, 12)
    expect(darts?.againstLuck?.wins).toBe(1)
    // 1 of the C(5, 2) ways is as far; every draw is alike, so no other way is.
    expect(darts?.againstLuck?.networks).toMatchObject({ p: 1 / 10, arrangements: 10 })
    expect(darts?.againstLuck?.trainings).toMatchObject({ p: 2 / 4 })
    expect(luck?.againstLuck).toBeNull()
  })

  it('is not moved by what a training seed does to all networks alike', () => {
    const of = (shift: number) =>
      judgedReport([
        ...scores(DARTS, [
          [0.8, 0.8 + shift],
          [0.7, 0.7 + shift],
        ]),
        ...scores(LUCK, [
          [0.6, 0.6 + shift],
          [0.75, 0.75 + shift],
        ]),
      ])[0]?.againstLuck
    expect(of(-0.3)?.networks).toEqual(of(0)?.networks)
    expect(of(-0.3)?.wins).toBe(of(0)?.wins)
    expect(of(-0.3)?.difference).toBeCloseTo(of(0)?.difference ?? 0, 12)
  })

  it('corrects for as many methods as are tested', () => {
    const report = judgedReport([
      ...scores(DARTS, [[0.9], [0.91], [0.92]]),
      ...scores(ENAS, [[0.5], [0.6], [0.71]]),
      ...scores(
        LUCK,
        Array.from({ length: 10 }, (_, index) => [0.6 + index / 100]),
      ),
    ])
    const [darts, enas] = report.map(({ againstLuck }) => againstLuck)
    expect(darts?.networks.p).toBeCloseTo(1 / 286, 12)
    expect(darts?.correctedP).toBeCloseTo(2 / 286, 12)
    expect(enas?.correctedP).toBe(enas?.networks.p)
  })

  it('waits for networks until they are trained with every seed', () => {
    const report = judgedReport([
      ...scores(DARTS, [
        [0.9, null],
        [0.8, 0.8],
      ]),
      ...scores(LUCK, [[null, null]]),
    ])
    expect(report).toHaveLength(1)
    expect(report[0]).toMatchObject({ means: [0.8], againstLuck: null })
  })

  it('gives a single network the interval of its trainings, and says so', () => {
    const [reference] = judgedReport(
      scores({ kind: 'reference', name: 'resnet' }, [[0.8, 0.82, 0.84]]),
    )
    expect(reference).toMatchObject({ over: 'trainings', againstLuck: null })
    expect(reference?.interval?.[0]).toBeLessThan(0.8)
    const [once] = judgedReport(scores(DARTS, [[0.8]]))
    expect(once?.interval).toBeNull()
  })

  it('counts searches that found the same, and tells that they did', () => {
    const [darts] = judgedReport([
      ...scores(DARTS, [[0.75], [0.75], [0.75]], () => 'the same'),
      ...scores(LUCK, [[0.75], [0.75]]),
    ])
    expect(darts).toMatchObject({ distinct: 1, means: [0.75, 0.75, 0.75] })
    const [low, high] = darts?.interval ?? []
    expect(low).toBeCloseTo(0.75, 12)
    expect(high).toBeCloseTo(0.75, 12)
    // All are equal: no test can find anything, and half of the pairs are won.
    expect(darts?.againstLuck).toMatchObject({ difference: 0, wins: 0.5, correctedP: 1 })
    expect(darts?.againstLuck?.networks.p).toBe(1)
  })

  it('has nothing to say of nothing', () => {
    expect(judgedReport([])).toEqual([])
  })
})
