import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SearchConfig } from '../run/config'
import type { SearchEvent } from '../run/events'
import { presetConfig } from '../run/presets'
import { SearchClient } from './searchClient'

const tiny = presetConfig('tiny')
const config: SearchConfig = {
  ...tiny,
  space: { ...tiny.space, nodes: 1, operations: ['none', 'skip_connect', 'sep_conv_3x3'] },
  dataset: { ...tiny.dataset, testImages: 64 },
  budget: { steps: 4 },
}

const client = new SearchClient()
afterEach(() => client.terminate())

async function run(seed: number) {
  const events: SearchEvent[] = []
  await client.start({ ...config, seed }, (batch) => events.push(...batch))
  await vi.waitUntil(() => events.some((e) => e.type === 'phase' && e.phase === 'finished'), {
    timeout: 120_000,
  })
  return events
}

describe('the search worker', () => {
  it('looks at the device, and searches on it, by seed', async () => {
    const probe = await client.probe()
    expect(probe).toMatchObject({ webgpuProblem: null, info: { backend: 'webgpu' } })
    expect(probe.workloadMs).toBeGreaterThan(0)

    const first = await run(1)
    expect(first.filter(({ type }) => type === 'snapshot')).toHaveLength(4)
    // What was found, without how long the device took.
    const resultOf = (events: SearchEvent[]) => {
      const result = events.find((event) => event.type === 'result')
      return result && { ...result, record: { ...result.record, usage: null } }
    }
    expect(resultOf(await run(1))).toEqual(resultOf(first))
    expect(resultOf(await run(2))).not.toEqual(resultOf(first))
  })
})
