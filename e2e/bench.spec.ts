import { expect, test } from '@playwright/test'
import type { StepBenchRow } from '../src/run/automation'
import { runCommand } from './commands'

test('the benchmark tells a planned step from an eager one: a twentieth of the dispatches, no buffers', async () => {
  const deadlineMs = 600_000
  test.setTimeout(deadlineMs + 30_000)
  const { exitCode, lines, errors } = await runCommand(
    'bench',
    'step --config nano --steps 1 --json',
    deadlineMs,
  )
  expect(exitCode, errors).toBe(0)
  const [plan, eager] = lines.map((line) => JSON.parse(line) as StepBenchRow)

  expect(plan).toMatchObject({ engine: 'plan', config: 'nano', buffersCreated: 0 })
  expect(eager).toMatchObject({ engine: 'eager', config: 'nano', adapter: plan?.adapter })
  expect(plan?.dispatches).toBeGreaterThan(0)
  expect(plan?.dispatches).toBeLessThanOrEqual(1000)
  expect(eager!.dispatches / plan!.dispatches).toBeGreaterThan(20)
  expect(plan!.msPerStep).toBeGreaterThan(0)
  expect(eager!.msPerStep).toBeGreaterThan(0)
})
