import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import type { SearchConfig } from '../src/run/config'
import { withMethod, withNamedSpace, type Method } from '../src/run/methods'
import { presetConfig } from '../src/run/presets'
import { encodeLink } from '../src/share/link'
import type { SpaceName } from '../src/space/spacePresets'

const RUN_TIMEOUT = 150_000

/** A search of seconds: little data, few steps. */
function smallSearch(method: Method, space: SpaceName): SearchConfig {
  const config = withNamedSpace(withMethod(presetConfig('tiny'), method), space)
  return {
    ...config,
    dataset: { ...config.dataset, trainImages: 200, testImages: 20 },
    budget: { steps: 12 },
  }
}

async function search(page: Page, config: SearchConfig): Promise<void> {
  await page.goto(`/${encodeLink({ config })}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.source-mark')).toHaveText('Finished', { timeout: RUN_TIMEOUT })
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).include('#column-search').analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ).toEqual([])
  }
}

test('ENAS shows its controller decide, and what it earns', async ({ page }) => {
  const config = smallSearch('enas', 'enas-micro')
  if (config.strategy.name !== 'enas') throw new Error('Not ENAS')
  const { strategy } = config
  await search(page, {
    ...config,
    strategy: {
      ...strategy,
      batch: 8,
      weightPhaseSteps: 6,
      controllerUpdates: 2,
      derivationSamples: 3,
    },
  })
  const tape = page.getByRole('grid', { name: /^Decisions of the controller: 24 decisions/ })
  await expect(tape).toBeVisible()
  // Two inputs and two operations for each of three nodes of both cells, one option drawn of each.
  await expect(tape.getByRole('row')).toHaveCount(24)
  await expect(tape.locator('[data-drawn]')).toHaveCount(24)
  const shares = await tape
    .getByRole('gridcell', { name: /^Normal cell node 0 op 1: / })
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''))
  const sum = shares.reduce((total, label) => total + Number(/ (\d\.\d{3})/.exec(label)?.[1]), 0)
  expect(shares).toHaveLength(5)
  expect(sum).toBeCloseTo(1, 2)

  // Two turns of six weight steps and two updates, of which each drew as many as are aggregated.
  const rewards = page.getByRole('img', { name: /^Reward and its moving baseline: over 16 steps/ })
  await expect(rewards.locator('.policy-line[data-series="baseline"] circle')).toHaveCount(4)
  await expect(page.getByRole('img', { name: /^Entropy of the policy/ })).toBeVisible()
  const judged = 4 * strategy.controller.aggregate + 3
  await expect(
    page.getByRole('group', {
      name: new RegExp(`^Architectures judged.*: ${judged} architectures`),
    }),
  ).toBeVisible()

  // Before the first update there is no policy to show.
  const timeline = page.getByRole('slider', { name: /Timeline/ })
  await timeline.focus()
  await page.keyboard.press('Home')
  await expect(tape.getByText('before the first update')).toBeVisible()
  await expect(tape.locator('[data-drawn]')).toHaveCount(0)
  await page.keyboard.press('End')
  await expect(tape.locator('[data-drawn]')).toHaveCount(24)
  await expectAccessible(page)
})

test('SPOS shows what was trained, and its populations as a lineage', async ({ page }) => {
  const config = smallSearch('spos', 'spos')
  if (config.strategy.name !== 'spos') throw new Error('Not SPOS')
  await search(page, {
    ...config,
    strategy: {
      ...config.strategy,
      batch: 8,
      generations: 3,
      population: 4,
      parents: 2,
      mutations: 2,
      crossovers: 2,
      recalibrationImages: 8,
      judgeImages: 16,
    },
  })
  const trained = page.getByRole('grid', { name: /^How often each branch was trained/ })
  const counts = await trained
    .getByRole('gridcell', { name: /^1\.1, / })
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''))
  const steps = counts.reduce((total, label) => total + Number(/: (\d+),/.exec(label)?.[1]), 0)
  expect(counts).toHaveLength(4)
  expect(steps).toBe(12)

  const lineage = page.getByRole('group', {
    name: /^Populations by generation: 12 architectures in 3 generations/,
  })
  const members = lineage.getByRole('button')
  await expect(members).toHaveCount(12)
  await expect(lineage.locator('.candidate[data-origin="random"]').first()).toBeVisible()
  const lines = await lineage
    .locator('.lineage-links path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join(''))
  expect(lines.split('M').length - 1).toBeGreaterThanOrEqual(4)

  // The best is ringed; any other can be chosen by keyboard, and is then shown beside.
  await expect(lineage.locator('.candidate[data-best]')).toHaveCount(1)
  const first = lineage.getByRole('button', { name: /^#0 random/ })
  await first.focus()
  await expect(lineage.locator('.view-readout')).toContainText('#0 random')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Candidate #0' })).toBeVisible()
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Back to the run' }).click()
  await expect(first).toHaveAttribute('aria-pressed', 'false')

  // The table has the same candidates.
  await page.getByRole('button', { name: 'Export Populations by generation' }).click()
  await page.getByRole('menuitem', { name: 'Show as table' }).click()
  const table = page.getByRole('region', { name: 'Populations by generation' })
  await expect(table.getByRole('row')).toHaveCount(1 + 12)
  await page.getByRole('button', { name: 'Export Populations by generation' }).click()
  await page.getByRole('menuitem', { name: 'Show as drawing' }).click()

  // Before its first judgement there is no population yet.
  await page.getByRole('slider', { name: /Timeline/ }).focus()
  await page.keyboard.press('Home')
  await expect(page.getByText('begins at step 12', { exact: false })).toBeVisible()
  await page.keyboard.press('End')
  await expect(members).toHaveCount(12)
  await expectAccessible(page)
})
