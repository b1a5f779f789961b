import { describe, expect, it } from 'vitest'
import { withMethod } from '../run/methods'
import { presetConfig } from '../run/presets'
import { forecastSearch } from './forecast'

const TINY = presetConfig('tiny')
const limits = { maxBufferSize: 2 ** 30, maxStorageBufferBindingSize: 2 ** 27 }
const DEVICE = { software: true, limits }

function planned(...given: Parameters<typeof forecastSearch>) {
  const found = forecastSearch(...given)
  if (found.kind !== 'planned') throw new Error(found.reason)
  return found
}

describe('forecastSearch', () => {
  it('counts the images in, byte for byte', () => {
    const fewer = { ...TINY, dataset: { ...TINY.dataset, testImages: 200 } }
    const saved = planned(TINY, DEVICE).gpuBytes - planned(fewer, DEVICE).gpuBytes
    // 28 × 28 pixels and a label each.
    expect(saved).toBe(200 * (28 * 28 + 1))
  })

  it('plans anew where activations do not fit in one piece, and refuses where that is not enough', () => {
    const whole = planned(TINY, DEVICE)
    expect(whole.recomputes).toBe(false)
    const tight = { ...limits, maxStorageBufferBindingSize: 30 * 2 ** 20 }
    const twice = planned(TINY, { software: true, limits: tight })
    expect(twice.recomputes).toBe(true)
    expect(twice.gpuBytes).toBeLessThan(whole.gpuBytes)
    expect(twice.work.step.macs).toBeGreaterThan(whole.work.step.macs)
    const tiny = { ...limits, maxStorageBufferBindingSize: 2 ** 20 }
    const refused = forecastSearch(TINY, { software: true, limits: tiny })
    expect(refused.kind === 'refused' && refused.reason).toMatch(/needs \d+ MiB/)
  })

  it('refuses a batch that the images do not fill', () => {
    const dataset = { ...TINY.dataset, trainImages: 20 }
    const refused = forecastSearch({ ...TINY, dataset }, DEVICE)
    expect(refused.kind === 'refused' && refused.reason).toMatch(/do not fill a batch/)
  })

  it('asks a fraction of the supernet of a path, and more of a second order', () => {
    const { work } = planned(TINY, DEVICE)
    const path = planned(withMethod(TINY, 'spos'), DEVICE).work
    const second = planned(withMethod(TINY, 'darts2'), DEVICE).work
    // Half a DARTS step trains weights; a path has one branch of each choice.
    expect(path.step.macs).toBeLessThan(work.step.macs / 4)
    // Five passes for two.
    expect(second.step.macs / work.step.macs).toBeGreaterThan(2.4)
    expect(second.step.macs / work.step.macs).toBeLessThan(2.8)
  })
})
