import AxeBuilder from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { copiedLink } from './copiedLink'

/** Software WebGPU on a busy machine. */
const MEASURING_MS = 120_000

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Latency on this device' })
const rows = (page: Page) =>
  dialog(page).getByRole('table', { name: 'Every operation' }).locator('tbody tr')
const button = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name })
const result = (page: Page) =>
  page.getByRole('region', { name: 'Result' }).getByRole('region', { name: 'Latency' })

/** A space of one small cell: a handful of operations, measured in seconds. */
async function openSmallSpace(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Engine in use' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Search space' }).click()
  await page.getByRole('menuitemradio', { name: /NAS-Bench-201/ }).click()
}

async function measureDevice(page: Page): Promise<void> {
  await page.keyboard.press('l')
  await dialog(page).getByLabel('Networks', { exact: true }).fill('4')
  await button(page, 'Measure this device').click()
}

async function violations(page: Page, within: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include(within).analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)
}

test('a device is profiled, its operations and networks measured, and told to other browsers', async ({
  page,
  browser,
}) => {
  await openSmallSpace(page)
  await measureDevice(page)
  await expect(dialog(page).getByRole('status')).toContainText('Measuring operations', {
    timeout: MEASURING_MS,
  })
  await expect(dialog(page)).toContainText(/[1-9]\d* of \d+ measured/, { timeout: MEASURING_MS })
  await button(page, 'Cancel').click()
  await expect(button(page, 'Go on measuring')).toBeVisible()
  await expect(dialog(page)).toContainText(/GFLOP\/s/)
  expect(await rows(page).count()).toBeGreaterThan(5)
  await button(page, 'Go on measuring').click()
  await expect(button(page, 'Measure again')).toBeVisible({ timeout: MEASURING_MS })

  await expect(
    dialog(page).getByRole('img', { name: /^Latency beside MACs: \d+ measured/ }),
  ).toBeVisible()
  await expect(
    dialog(page).getByRole('img', {
      name: /^Operations added up and fitted: measured latency of 4 networks/,
    }),
  ).toBeVisible()
  await expect(dialog(page)).toContainText('Too few networks to tell')
  await button(page, /^MACs/).click()
  await expect(dialog(page).getByRole('columnheader', { name: /^MACs/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page, '[role="dialog"]')).toEqual([])
  }

  const download = page.waitForEvent('download')
  await button(page, /^Export$/).click()
  const exported = await (await download).path()
  expect(readFileSync(exported, 'utf8')).toContain('nas-playground-latency')
  const other = await (await browser.newContext()).newPage()
  await openSmallSpace(other)
  await other.keyboard.press('l')
  const picker = dialog(other).locator('input[type="file"]')
  await picker.setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"nas-playground-latency","version":1}'),
  })
  await expect(dialog(other)).toContainText('broken.json cannot be taken')
  await picker.setInputFiles(exported)
  await expect(dialog(other)).toContainText('Imported one device')
  await expect(button(other, 'Measure this device')).toBeVisible()
  await expect(button(other, 'Remove SwiftShader (software)')).toBeVisible()
  expect(await rows(other).count()).toBe(await rows(page).count())
  await other.context().close()
})

test('a link carries a latency, and whoever opens it measures beside it', async ({ page }) => {
  await openSmallSpace(page)
  await page.keyboard.press('g')
  await page
    .getByLabel('Architecture as text')
    .fill('|nor_conv_1x1~0|+|skip_connect~0|none~1|+|skip_connect~0|none~1|avg_pool_3x3~2|')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const measure = result(page).getByRole('button', { name: 'Measure on this device' })
  await expect(result(page)).toContainText('Not measured on this device')
  await measure.click()
  await expect(result(page)).toContainText('Measured on this device', { timeout: MEASURING_MS })
  await expect(result(page).getByRole('row', { name: /Compiled engine/ })).toContainText(/\d–\d/)
  await expect(result(page).getByRole('row')).toHaveCount(6)
  expect(await violations(page, '#column-result')).toEqual([])

  const link = await copiedLink(page)
  expect(link.length).toBeLessThanOrEqual(2_000)
  const figure = await result(page).locator('.figure-value').innerText()
  await page.evaluate(() => indexedDB.deleteDatabase('nas-playground-latency'))
  await page.goto('about:blank')
  await page.goto(link)
  await expect(result(page)).toContainText('Measured on SwiftShader (software)')
  await expect(result(page).getByRole('img')).toHaveAttribute(
    'aria-label',
    new RegExp(`SwiftShader \\(software\\) ${figure.replace('.', '\\.')}`),
  )
  await measure.click()
  await expect(result(page).getByRole('img')).toHaveAttribute('aria-label', /; this device/, {
    timeout: MEASURING_MS,
  })
  await expect(result(page).locator('.latency-dot')).toHaveCount(2)
})
