import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import type { SearchConfig } from '../src/run/config'
import { withMethod, withNamedSpace } from '../src/run/methods'
import { presetConfig } from '../src/run/presets'
import { encodeLink } from '../src/share/link'

const RUN_TIMEOUT = 150_000
const SAMPLES = 60

/** Little training, then many architectures judged one after another. */
function manyJudgements(): SearchConfig {
  const config = withNamedSpace(withMethod(presetConfig('tiny'), 'random'), 'spos')
  if (config.strategy.name !== 'random') throw new Error('Not a random search')
  return {
    ...config,
    strategy: { ...config.strategy, batch: 8, samples: SAMPLES, finalists: 2, judgeImages: 16 },
    dataset: { ...config.dataset, trainImages: 200, testImages: 20 },
    budget: { steps: 8 },
  }
}

const front = (page: Page) => page.getByRole('group', { name: /^Accuracy against cost, MACs: / })
const budget = (page: Page) => page.getByRole('slider', { name: 'Budget: MACs' })

async function judgedSoFar(page: Page): Promise<number> {
  const name = (await front(page).getAttribute('aria-label')) ?? ''
  return Number(/: (\d+) architectures/.exec(name)?.[1] ?? 0)
}

/** Rows of the table behind the drawing: number, and MACs. */
async function tableOf(page: Page): Promise<{ id: number; macs: number }[]> {
  await page.getByRole('button', { name: 'Export Accuracy against cost' }).click()
  await page.getByRole('menuitem', { name: 'Show as table' }).click()
  const table = page.getByRole('region', { name: 'Accuracy against cost' })
  const heads = await table.getByRole('columnheader').allTextContents()
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  await page.getByRole('button', { name: 'Export Accuracy against cost' }).click()
  await page.getByRole('menuitem', { name: 'Show as drawing' }).click()
  return rows.map((row) => ({ id: Number(row[0]), macs: Number(row[heads.indexOf('MACs')]) }))
}

test('a search obeys a budget dragged while it runs, and points open what they stand for', async ({
  page,
}) => {
  await page.goto(`/${encodeLink({ config: manyJudgements() })}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(front(page)).toBeVisible({ timeout: RUN_TIMEOUT })
  await expect.poll(() => judgedSoFar(page), { timeout: RUN_TIMEOUT }).toBeGreaterThan(8)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.locator('.source-mark')).toHaveText('Paused')
  const before = await judgedSoFar(page)
  expect(before).toBeLessThan(SAMPLES)

  // Taken hold of at the dear end, and set down in the middle.
  await expect(budget(page)).toHaveAttribute('aria-valuetext', 'drag to set a budget')
  const grip = (await page.locator('.budget-grip').boundingBox())!
  const plot = (await page.locator('.pareto-target').boundingBox())!
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(plot.x + plot.width / 2, grip.y, { steps: 4 })
  await page.mouse.up()
  await expect(budget(page)).toHaveAttribute('aria-valuetext', /^budget \d.* k?M?MAC$/)
  const limit = Number(await budget(page).getAttribute('aria-valuenow'))
  await expect(page.getByText('From the next architecture on, the search keeps to')).toBeVisible()
  await expect(page.getByText('max ACC | MACs ≤')).toBeVisible()

  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.locator('.source-mark')).toHaveText('Finished', { timeout: RUN_TIMEOUT })
  const rows = await tableOf(page)
  expect(rows.length).toBeGreaterThan(before + 10)
  expect(rows.filter(({ id }) => id < before).some(({ macs }) => macs > limit)).toBe(true)
  for (const { macs } of rows.filter(({ id }) => id >= before)) {
    expect(macs).toBeLessThanOrEqual(limit)
  }

  // By keyboard: a page down, which the next run takes.
  await budget(page).focus()
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('button', { name: 'Search again with this budget' })).toBeVisible()
  expect(Number(await budget(page).getAttribute('aria-valuenow'))).toBeLessThan(limit)

  // A rectangle selects; a row of the selection points, and opens.
  await front(page).scrollIntoViewIfNeeded()
  const area = (await page.locator('.pareto-target').boundingBox())!
  await page.mouse.move(area.x + 2, area.y + 2)
  await page.mouse.down()
  await page.mouse.move(area.x + 0.45 * area.width, area.y + area.height - 2, { steps: 4 })
  await page.mouse.up()
  const selection = page.getByRole('region', { name: 'Selected' })
  await expect(selection.getByRole('row').first()).toBeVisible()
  expect(await page.locator('.candidate[data-selected]').count()).toBeGreaterThan(0)
  const [first] = await selection.getByRole('button', { name: /^Show #/ }).all()
  const name = /#\d+/.exec((await first!.getAttribute('aria-label')) ?? '')![0]
  await first!.click()
  await page.mouse.move(0, 0)
  await expect(page.getByRole('heading', { name: `Candidate ${name}` })).toBeVisible()
  await expect(front(page).locator(`[data-at="${name.slice(1)}"] .pareto-ring`)).toBeVisible()
  await selection.getByRole('button', { name: 'Select none' }).click()
  await page.getByRole('button', { name: 'Back to the run' }).click()

  // The keyboard goes along the front; its place on the timeline is marked, its architecture shown.
  await front(page).getByRole('button').first().focus()
  await page.keyboard.press('Home')
  await expect(page.locator('.timeline-pointed')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Candidate #/ })).toBeVisible()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(selection.getByRole('row')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(selection).toBeHidden()

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).include('#column-search').analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ).toEqual([])
  }
})
