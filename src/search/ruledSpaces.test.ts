import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import { parseSearchConfig } from '../run/schema'
import { RULED_SPACES } from '../space/closedBranches.fixture'
import { spaceModel } from '../space/spaceModels'
import { PlantedHost } from './plantedSearch.fixture'
import { SearchRun } from './searchRun'
import { smallConfig } from './smallMethods.fixture'

async function searched(config: SearchConfig): Promise<PlantedHost> {
  expect(parseSearchConfig(config)).toEqual({ ok: true, value: config })
  const host = new PlantedHost(config)
  await new SearchRun(config, host).start()
  while (!host.phases().includes('finished')) {
    expect(host.told('error')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve))
  }
  return host
}

describe('a search of a space with rules', () => {
  it.each([
    ['darts', 'cell'],
    ['random', 'cell'],
    ['local', 'cell'],
    ['enas', 'enas-cell'],
    ['spos', 'enas-cell'],
    ['spos', 'nas-bench-201'],
    ['rl', 'nas-bench-201'],
    ['evolution', 'nas-bench-201'],
    ['enas', 'nas-bench-201'],
    ['enas', 'enas-macro'],
    ['spos', 'chain'],
  ] as const)(
    'by %s stays inside it: %s',
    async (name, kind) => {
      const space = RULED_SPACES[kind]
      const host = await searched({ ...smallConfig(name), space })
      const model = spaceModel(space)
      const candidates = host.told('candidates').flatMap(({ candidates }) => candidates)
      const [result] = host.told('result')
      for (const { choices } of [result!.record, ...candidates]) {
        expect(model.parse(model.format(choices))).toEqual(choices)
      }
      const { gateTables } = host.told('started')[0]!
      const closed = gateTables.flatMap(({ offset, allowed = [] }) =>
        [...allowed.keys()].filter((branch) => !allowed[branch]).map((branch) => offset + branch),
      )
      expect(closed.length).toBeGreaterThan(0)
      for (const { snapshot } of host.told('snapshot')) {
        for (const gate of closed) {
          expect(snapshot.gates[gate] ?? 0).toBe(0)
          expect(snapshot.alphas[gate] ?? 0).toBe(0)
        }
      }
    },
    60_000,
  )

  it('derives by DARTS what the rules let the gates prefer', async () => {
    const config = { ...smallConfig('darts'), space: RULED_SPACES.cell, budget: { steps: 60 } }
    const host = await searched(config)
    // The planted engine prefers skip connections, which one forced edge cannot be.
    const nodes = host.told('result')[0]?.record.genotype?.normal.nodes
    expect(nodes?.[0]).toEqual([{ operation: 'skip_connect', input: 0 }])
    expect(nodes?.[1]).toContainEqual({ operation: 'max_pool_3x3', input: 1 })
    expect(nodes?.[1]?.map(({ operation }) => operation).sort()).toEqual([
      'max_pool_3x3',
      'skip_connect',
    ])
  })
})
