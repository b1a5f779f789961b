import AxeBuilder from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { exportedLibrary } from './libraries'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Library' })
const list = (page: Page) => dialog(page).getByRole('list', { name: 'Entries' })
const rows = (page: Page) => list(page).locator('> li')

async function openLibrary(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await expect(page.locator('pre')).toContainText('Genotype(')
  await page.keyboard.press('k')
  await expect(dialog(page).getByText('Nothing is kept yet.')).toBeVisible()
}

async function bringIn(page: Page, name: string, buffer: Buffer): Promise<void> {
  await dialog(page)
    .getByLabel('Import…')
    .setInputFiles({ name, mimeType: 'application/zip', buffer })
}

async function reopen(page: Page): Promise<void> {
  await page.reload()
  await expect(page.locator('pre')).toContainText('Genotype(')
  await page.keyboard.press('k')
}

test('what is kept can be named, tagged, found, deleted, brought back, and carried elsewhere', async ({
  page,
}) => {
  await openLibrary(page)
  await bringIn(page, 'broken.zip', Buffer.from('not a zip'))
  await expect(dialog(page).getByText('broken.zip is not a library')).toBeVisible()
  await bringIn(page, 'library.zip', await exportedLibrary())
  await expect(dialog(page).getByText('8 entries added.')).toBeVisible()
  await expect(rows(page)).toHaveCount(8)

  await list(page).getByRole('button', { name: 'Rename From a colleague' }).click()
  await page.keyboard.type('The good one')
  await page.keyboard.press('Enter')
  const named = rows(page).filter({ hasText: 'The good one' })
  await expect(named.getByRole('button', { name: 'Rename The good one' })).toBeFocused()
  await named.getByRole('button', { name: 'Add a tag to The good one' }).click()
  await page.keyboard.type('paper')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(named.getByRole('list')).toHaveText('goodpaper+ Tag')

  const search = dialog(page).getByRole('searchbox')
  await search.fill('#paper')
  await expect(rows(page)).toHaveCount(1)
  await search.fill('enas')
  await expect(rows(page)).toHaveCount(0)
  await search.fill('random bench')
  await expect(rows(page)).toHaveCount(2)
  await search.press('Escape')
  await expect(rows(page)).toHaveCount(8)
  await dialog(page)
    .getByRole('radio', { name: /^Trained/ })
    .click()
  await expect(rows(page)).toHaveCount(1)
  await dialog(page).getByRole('radio', { name: /^All/ }).click()

  await named.getByRole('button', { name: 'Delete The good one' }).click()
  await expect(rows(page)).toHaveCount(7)
  await dialog(page).getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(8)
  await reopen(page)
  await expect(rows(page)).toHaveCount(8)
  await expect(named.getByRole('list')).toHaveText('goodpaper+ Tag')

  const download = page.waitForEvent('download')
  await dialog(page).getByRole('button', { name: 'Export all' }).click()
  const file = readFileSync(await (await download).path())
  await dialog(page).getByRole('button', { name: 'Select all of these' }).click()
  await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog(page).getByText('Nothing is kept yet.')).toBeVisible()
  await reopen(page)
  await expect(dialog(page).getByText('Nothing is kept yet.')).toBeVisible()
  await bringIn(page, 'again.zip', file)
  await expect(rows(page)).toHaveCount(8)
  await expect(named.getByRole('list')).toHaveText('goodpaper+ Tag')
})

test('entries open where they are looked at, and stand side by side', async ({ page }) => {
  await openLibrary(page)
  await bringIn(page, 'library.zip', await exportedLibrary())
  await list(page)
    .getByRole('button', { name: /^Open DARTS.*seed 7 in all views/ })
    .click()
  await expect(dialog(page)).toBeHidden()
  const result = page.getByRole('region', { name: 'Result' })
  // The recorded run's gates prefer one operation everywhere.
  await expect(result.locator('pre')).toContainText(
    "normal=[('max_pool_3x3', 0), ('max_pool_3x3', 1)",
  )
  await page.keyboard.press('k')
  await list(page)
    .getByRole('button', { name: 'Open From a colleague in the result column' })
    .click()
  await expect(result.getByRole('heading', { name: 'From a colleague' })).toBeVisible()
  await expect(result.locator('pre')).toContainText("('sep_conv_3x3', 0)")
  await result.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.getByText('Kept in the library.')).toBeVisible()

  await page.keyboard.press('k')
  for (const name of ['Select From a colleague', 'Select Reference trained', /seed 7$/]) {
    await list(page).getByRole('checkbox', { name }).check()
  }
  await dialog(page).getByRole('button', { name: 'Compare side by side' }).click()
  const table = page.getByRole('table', { name: 'Entries side by side' })
  await expect(table.getByRole('row', { name: /^Accuracy/ })).toContainText('90.0 %')
  await expect(table.getByRole('row', { name: /^Accuracy/ })).toContainText('82.6 % – 94.5 %')
  await expect(table.getByRole('row', { name: /^Latency/ })).toContainText('2.5 ms')
  await page.getByRole('button', { name: 'Back to the list' }).click()

  await dialog(page).getByRole('searchbox').fill('#bench')
  for (const row of await rows(page).all()) await row.getByRole('checkbox').check()
  await dialog(page).getByRole('button', { name: 'Select all of these' }).click()
  await dialog(page).getByRole('button', { name: 'Compare side by side' }).click()
  const compared = page.getByRole('dialog', { name: 'Compare runs' })
  await expect(compared.getByText('The 4 runs chosen in the library.')).toBeVisible()
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`it is accessible and fits a narrow screen, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openLibrary(page)
    await bringIn(page, 'library.zip', await exportedLibrary())
    await list(page).getByRole('checkbox', { name: 'Select From a colleague' }).check()
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
    expect(violations).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    const overflow = await dialog(page).evaluate(
      (element) => element.scrollWidth - element.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })
}
