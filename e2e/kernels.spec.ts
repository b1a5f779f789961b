import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

/** Software WebGPU on a busy machine compiles in tens of seconds and takes seconds for a step. */
const MEASURING_MS = 150_000

const dialog = (page: Page) => page.getByRole('dialog', { name: /Where a search step.s time goes/ })
const bars = (page: Page) => dialog(page).getByRole('img', { name: /^Kernels: \d+ kernels/ })
const badge = (page: Page) => page.getByRole('button', { name: 'Engine in use' })

async function openReady(page: Page): Promise<void> {
  await page.goto('/')
  await expect(badge(page)).toBeVisible({ timeout: 60_000 })
}

test('the device badge opens the kernels of a step, measured while one looks', async ({ page }) => {
  await openReady(page)
  await badge(page).focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toContainText('Compiling')
  await expect(dialog(page)).toContainText(/Measured once of \d/, { timeout: MEASURING_MS })
  const rows = dialog(page).locator('.kernel-row')
  expect(await rows.count()).toBeGreaterThan(20)

  await expect(dialog(page)).toContainText(/Measured [2-9] of \d times/, { timeout: MEASURING_MS })
  await dialog(page).getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(dialog(page).getByRole('button', { name: 'Measure again' })).toBeVisible()
  await expect(bars(page)).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  const menu = dialog(page).getByRole('button', { name: 'Export Kernels' })
  await menu.press('Enter')
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as CSV' }).press('Enter')
  expect((await download).suggestedFilename()).toBe('kernels.csv')
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Show as table' }).press('Enter')
  const table = dialog(page).getByRole('table')
  const shares = await table.locator('tbody tr td:nth-child(4)').allInnerTexts()
  expect(shares.length).toBe(await table.locator('tbody tr').count())
  const sum = shares.reduce((total, share) => total + Number(share), 0)
  expect(sum).toBeCloseTo(100, 1)
  expect(await seriousViolations(page)).toEqual([])

  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await expect(badge(page)).toBeFocused()
})

test('it waits while a search runs, and leaves a paused one as it is', async ({ page }) => {
  await openReady(page)
  const slider = page.getByRole('slider', { name: /Timeline/ })
  const step = async () => Number(await slider.getAttribute('aria-valuenow'))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(async () => expect(await step()).toBeGreaterThan(0)).toPass({ timeout: 60_000 })
  await badge(page).click()
  await expect(dialog(page).getByRole('alert')).toContainText('A search is running')
  await dialog(page).getByRole('button', { name: 'Pause the search and measure' }).click()
  await expect(dialog(page)).toContainText(/Measured once of \d/, { timeout: MEASURING_MS })
  await page.keyboard.press('Escape')

  const paused = await step()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(async () => expect(await step()).toBeGreaterThan(paused)).toPass({
    timeout: 60_000,
  })
  await expect(page.locator('.source-mark', { hasText: 'Searching' })).toBeVisible()
})

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes: found }) => `${id}: ${found.map(({ html }) => html).join(' | ')}`)
}
