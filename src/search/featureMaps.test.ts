import { describe, expect, it } from 'vitest'
import { buildSpaceSupernet } from '../network/spaceNetworks'
import type { Exhibits } from '../run/evidence'
import { spacePreset } from '../run/spacePresets'
import { SPACE_NAMES } from '../space/spacePresets'
import { exhibitedLayers, mapRequests, shownMaps } from './featureMaps'

const INPUT = { height: 28, width: 28, channels: 1 }

const layer = {
  name: 'stem',
  fullHeight: 20,
  fullWidth: 3,
  height: 10,
  width: 3,
  allChannels: 1,
  channels: [0],
}
const exhibits: Exhibits = {
  height: 20,
  width: 3,
  channels: 1,
  classes: 2,
  labels: [0],
  mappedImages: 1,
  layers: [layer],
  images: new Uint8Array(60),
}

describe('the layers shown of a network', () => {
  it.each(SPACE_NAMES)('are a few images from stem to head, in order: %s', (name) => {
    const network = buildSpaceSupernet(spacePreset('tiny', name), INPUT, 10)
    const layers = exhibitedLayers(network)
    expect(layers.length).toBeGreaterThan(1)
    expect(layers.length).toBeLessThanOrEqual(6)
    expect(layers[0]!.name).toMatch(/^stem/)
    const ids = mapRequests(network, { ...exhibits, layers }).map((request) => request.layer)
    expect(ids).toEqual([...ids].sort((a, b) => a - b))
    for (const { height, width, channels, allChannels } of layers) {
      expect(Math.max(height, width)).toBeLessThanOrEqual(16)
      expect(Math.min(height, width)).toBeGreaterThan(1)
      expect(Math.max(...channels)).toBeLessThan(allChannels)
    }
  })
})

describe('feature maps', () => {
  it('are averaged over squares of pixels, and stretched from their lowest to their highest', () => {
    const map = Float32Array.from({ length: 60 }, (_, at) => (Math.floor(at / 3) < 10 ? -2 : 4))
    map[0] = 0
    const { pixels, ranges } = shownMaps(exhibits, [map])
    expect([...ranges]).toEqual([-2, 4])
    // The first pixel is the mean of 0 and −2: a sixth of the way up.
    expect(pixels[0]).toBe(Math.round(255 / 6))
    expect(pixels[1]).toBe(0)
    expect(pixels[29]).toBe(255)
  })

  it('have no range where their layer did not run, and no contrast where all is equal', () => {
    expect([...shownMaps(exhibits, [null]).ranges]).toEqual([Number.NaN, Number.NaN])
    const { pixels, ranges } = shownMaps(exhibits, [new Float32Array(60).fill(3)])
    expect(new Set(pixels)).toEqual(new Set([0]))
    expect([...ranges]).toEqual([3, 3])
  })
})
