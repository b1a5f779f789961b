import AxeBuilder from '@axe-core/playwright'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { runCommand } from './commands'
import { keepComparisons, recordedComparisons } from './comparisons'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Compare runs' })
const rows = (page: Page) => dialog(page).getByRole('table').locator('tbody tr')
const chart = (page: Page) => dialog(page).getByRole('img', { name: /^Best architecture so far/ })

/** With two seeds each of DARTS and of random search without sharing, beside the recording on screen. */
async function openComparison(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await expect(page.locator('pre')).toContainText('Genotype(')
  await page.keyboard.press('v')
  await expect(rows(page)).toHaveCount(1)
  await keepComparisons(page, recordedComparisons())
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await page.getByRole('button', { name: 'Compare runs' }).click()
  await expect(rows(page)).toHaveCount(3)
}

test('kept runs stand side by side, seeds together or apart, by the yardstick or by their own word', async ({
  page,
}) => {
  await openComparison(page)
  await expect(chart(page)).toHaveAttribute('aria-label', /Random, from scratch \d\d\.\d %/)
  await expect(dialog(page).getByText('That is charged to no method')).toBeVisible()
  await dialog(page).getByRole('radio', { name: 'Each method' }).click()
  await expect(dialog(page).getByText('do not compare between methods')).toBeVisible()
  await expect(chart(page)).toHaveAttribute('aria-label', /against images trained on\./)
  await dialog(page).getByRole('radio', { name: 'Time' }).click()
  await expect(chart(page)).toHaveAttribute('aria-label', /against seconds of searching\./)
  await dialog(page).getByRole('checkbox', { name: 'Put seeds together' }).uncheck()
  await expect(rows(page)).toHaveCount(5)
})

test('the table has what was measured here, sorts by any column, and is saved as CSV', async ({
  page,
}) => {
  await openComparison(page)
  const table = dialog(page).getByRole('table')
  const random = rows(page).filter({ hasText: 'Random, from scratch' })
  await expect(random).toContainText('1, 2')
  await expect(random).toContainText('Batch 12')
  await expect(random).toContainText('SwiftShader')
  await expect(random).toContainText('MiB')
  await table.getByRole('button', { name: 'Trained on' }).click()
  await expect(table.getByRole('columnheader', { name: 'Trained on' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  const trained = await rows(page).locator('td:nth-child(9)').allInnerTexts()
  const counts = trained.map((text) => Number(text.replaceAll('\u00a0', '')))
  expect(counts).toEqual([...counts].sort((a, b) => a - b))
  const download = page.waitForEvent('download')
  await dialog(page).getByRole('button', { name: 'Save as CSV' }).click()
  const csv = readFileSync(await (await download).path(), 'utf8').split('\r\n')
  expect(csv[0]).toContain('Yardstick (%)')
  expect(csv.filter(Boolean)).toHaveLength(4)
})

test('runs can be left out of the chart, and deleted for good', async ({ page }) => {
  await openComparison(page)
  const random = rows(page).filter({ hasText: 'Random, from scratch' })
  await random.getByRole('checkbox').uncheck()
  await expect(chart(page)).not.toHaveAttribute('aria-label', /Random/)
  await random.getByRole('button', { name: 'Delete Random, from scratch' }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.reload()
  await expect(page.locator('pre')).toContainText('Genotype(')
  await page.keyboard.press('v')
  await expect(rows(page)).toHaveCount(2)
})

test('it is accessible, works by keyboard, and speaks Chinese', async ({ page }) => {
  await openComparison(page)
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
  expect(violations).toEqual([])
  const judge = dialog(page).getByRole('radio', { name: 'The yardstick' })
  await judge.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('radio', { name: 'Each method' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Compare runs' })).toBeFocused()
  await page.getByRole('button', { name: /^Language/ }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await page.keyboard.press('v')
  await expect(page.getByRole('dialog', { name: '比较搜索' })).toContainText('合并随机种子')
})

test('the yardstick measures what was found, on this device, and remembers', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await expect(page.locator('pre')).toContainText('Genotype(')
  await page.keyboard.press('v')
  const row = rows(page).first()
  await row.getByRole('button', { name: /^Measure DARTS/ }).click()
  await expect(dialog(page).getByRole('status')).toHaveText('Measuring 1 of 1 on this device')
  await expect(row.getByRole('button', { name: /^Measure/ })).toBeHidden({ timeout: 150_000 })
  await expect(row).toContainText(/\d\d\.\d %/)
  const measured = await row.locator('td[data-number]').first().innerText()
  await page.reload()
  await expect(page.locator('pre')).toContainText('Genotype(')
  await page.keyboard.press('v')
  await expect(row.locator('td[data-number]').first()).toHaveText(measured)
})

test('nothing overflows on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/')
  await expect(page.getByRole('slider', { name: /Timeline/ })).toBeVisible()
  await page.keyboard.press('v')
  await expect(rows(page)).toHaveCount(1)
  const overflow = await dialog(page).evaluate(
    (element) => element.scrollWidth - element.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
})

test('the command compares, keeps what it did, and goes on from there', async () => {
  const deadlineMs = 300_000
  test.setTimeout(2 * deadlineMs)
  const folder = mkdtempSync(join(tmpdir(), 'compare-'))
  const [out, picture] = [join(folder, 'runs.jsonl'), join(folder, 'picture.svg')]
  const flags = `compare --methods random-scratch --budget images=240 --json --out ${out}`
  const first = await runCommand('bench', `${flags} --seeds 1`, deadlineMs)
  expect(first.exitCode, first.errors).toBe(0)
  const [row, table] = first.lines.map((line) => JSON.parse(line) as unknown)
  expect(row).toMatchObject({
    request: { strategy: 'random-scratch', seed: 1 },
    run: { spent: { imagesTrained: 240 } },
    answers: [null, null, null, expect.any(Number)].map((accuracy) => ({ accuracy })),
  })
  expect(table).toMatchObject({ failures: 0, table: [{ method: 'random-scratch', runs: 1 }] })
  const again = await runCommand('bench', `${flags} --seeds 1 --picture ${picture}`, 30_000)
  expect(again.lines).toEqual(first.lines)
  expect(again.errors).toContain('kept')
  expect(readFileSync(picture, 'utf8')).toContain('Random, from scratch')
})
