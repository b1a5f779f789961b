import { describe, expect, it } from 'vitest'
import type { Evidence, Exhibits } from '../run/evidence'
import { packEvidence, unpackEvidence, type EvidenceHeader } from './evidenceBlocks'

const exhibits: Exhibits = {
  height: 2,
  width: 2,
  channels: 1,
  classes: 3,
  labels: [2, 0],
  mappedImages: 1,
  layers: [
    {
      name: 'stem/norm',
      fullHeight: 2,
      fullWidth: 2,
      height: 2,
      width: 2,
      allChannels: 5,
      channels: [1, 3],
    },
  ],
  images: Uint8Array.of(0, 1, 2, 3, 252, 253, 254, 255),
}

const look = (step: number): Evidence => ({
  step,
  subject: 'supernet',
  statistics: 'running',
  probabilities: Float32Array.of(0.2, 0.3, 0.5, 1, 0, 0),
  pixels: Uint8Array.of(0, 17, 100, 255, 255, 0, 8, 9),
  ranges: Float32Array.of(-1.234, 5.678, Number.NaN, Number.NaN),
})

function blockReader(blocks: readonly (Uint8Array | Uint16Array)[]) {
  const bytes = blocks.flatMap((block) => [...new Uint8Array(block.slice().buffer)])
  let at = 0
  const next = (length: number) => Uint8Array.from(bytes.slice(at, (at += length))).buffer
  return { next, left: () => bytes.length - at }
}

function storedAndRead(evidence: readonly Evidence[]) {
  const { header, blocks } = packEvidence({ exhibits, evidence })!
  const reader = blockReader(blocks)
  const json = JSON.parse(JSON.stringify(header)) as EvidenceHeader
  const read = unpackEvidence(json, reader.next)
  expect(reader.left()).toBe(0)
  return read
}

describe('what a run showed, stored', () => {
  it('comes back with its images, and with numbers as near as is said', () => {
    const read = storedAndRead([look(7)])
    expect(read.exhibits).toEqual(exhibits)
    const [shown] = read.evidence!
    expect(shown).toMatchObject({ step: 7, subject: 'supernet', statistics: 'running' })
    look(7).probabilities.forEach((share, i) =>
      expect(shown!.probabilities[i]).toBeCloseTo(share, 4),
    )
    expect([...shown!.pixels]).toEqual([0, 17, 102, 255, 255, 0, 0, 17])
    expect(Math.abs(shown!.ranges[0]! / -1.234 - 1)).toBeLessThan(0.01)
    expect(Math.abs(shown!.ranges[1]! / 5.678 - 1)).toBeLessThan(0.01)
    expect(shown!.ranges[2]).toBeNaN()
  })

  it('is thinned to a few looks, the first and the last among them', () => {
    const steps = storedAndRead(Array.from({ length: 100 }, (_, i) => look(i))).evidence!.map(
      ({ step }) => step,
    )
    expect(steps).toHaveLength(16)
    expect(steps[0]).toBe(0)
    expect(steps.at(-1)).toBe(99)
  })

  it('is nothing where nothing was shown', () => {
    expect(packEvidence({ exhibits: null })).toBeNull()
    expect(unpackEvidence(null, () => new ArrayBuffer(0))).toEqual({})
  })
})
