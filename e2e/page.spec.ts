import { expect, test, type Page } from '@playwright/test'

const nodes = (page: Page, count: number) =>
  page.getByRole('radiogroup', { name: 'Nodes' }).getByRole('radio', { name: String(count) })

test('the page is never empty: a recorded search plays in all views, marked as a recording', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByText('Recording', { exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Normal cell: \d nodes/ }).first()).toBeVisible()
  await expect(page.locator('pre')).toContainText('Genotype(normal=')
  const slider = page.getByRole('slider', { name: /Timeline/ })
  const first = Number(await slider.getAttribute('aria-valuenow'))
  await expect(async () => {
    expect(Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(first)
  }).toPass()
})

test('the timeline rules all views, by keyboard too', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  const slider = page.getByRole('slider', { name: /Timeline/ })
  await expect(page.locator('pre')).toContainText('Genotype(')
  const atEnd = Number(await slider.getAttribute('aria-valuenow'))
  await slider.focus()
  await page.keyboard.press('Home')
  const atStart = Number(await slider.getAttribute('aria-valuenow'))
  expect(atStart).toBeLessThan(atEnd)
  await expect(page.getByText(`Derived at step ${atStart}`)).toBeVisible()
  await page.keyboard.press('f')
  await expect(slider).toHaveAttribute('aria-valuenow', String(atEnd))
})

test('editing the space updates its size, and can be undone and redone', async ({ page }) => {
  await page.goto('/')
  const size = page.getByRole('region', { name: 'Size of this space' })
  await nodes(page, 4).click()
  // (7²)⁴ · 1 · 3 · 6 · 10 choices per cell, squared.
  await expect(size).toContainText(
    '1\u00a0076\u00a0746\u00a0950\u00a0455\u00a0072\u00a0400 architectures',
  )
  const four = await size.innerText()
  await nodes(page, 2).click()
  await expect(size).not.toHaveText(four)
  await page.keyboard.press('Control+z')
  await expect(nodes(page, 4)).toBeChecked()
  await page.keyboard.press('Control+Shift+z')
  await expect(nodes(page, 2)).toBeChecked()
  const skip = page.getByRole('button', { name: 'skip', exact: true })
  await skip.click()
  await expect(skip).toHaveAttribute('aria-pressed', 'false')
})

test('what was being designed is still there after a reload', async ({ page }) => {
  await page.goto('/')
  await nodes(page, 5).click()
  await page.reload()
  await expect(nodes(page, 5)).toBeChecked()
})

test('every key is shown by ?, and keys stay out of the way of text', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('main')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('Run, pause, resume')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByLabel('Seed').fill('77')
  await page.getByLabel('Seed').press('r')
  await expect(page.getByRole('button', { name: 'Reset', exact: true })).toBeDisabled()
})

test('the page speaks Chinese, and remembers it', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Language/ }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.getByRole('button', { name: '运行' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await page.reload()
  await expect(page.getByRole('button', { name: '运行' })).toBeVisible()
})

test('a drawing can be read as a table and taken away', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  const menu = page.getByRole('button', { name: 'Export Gates of the normal cell' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Show as table' }).click()
  const table = page.getByRole('table', { name: /Gates of the normal cell/ })
  await expect(table.getByRole('columnheader').first()).toBeVisible()
  for (const [item, file] of [
    ['Save as CSV', 'normal-gates.csv'],
    ['Show as drawing', null],
    ['Save as SVG', 'normal-gates.svg'],
    ['Save as PNG', 'normal-gates.png'],
  ] as const) {
    await menu.click()
    const download = file ? page.waitForEvent('download') : null
    await page.getByRole('menuitem', { name: item }).click()
    if (file) expect((await download)?.suggestedFilename()).toBe(file)
  }
})

test('on a narrow screen the columns become tabs and nothing overflows', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/')
  await expect(page.getByRole('tab', { name: 'Search' })).toHaveAttribute('aria-selected', 'true')
  for (const name of ['Space', 'Result', 'Search']) {
    await page.getByRole('tab', { name }).click()
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  }
  await expect(page.getByRole('slider', { name: /Timeline/ })).toBeVisible()
})
