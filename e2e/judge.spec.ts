import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

/** As little as can be trained and still be judged. */
const SMALLEST = {
  'How many': 2,
  Epochs: 1,
  'Training images': 64,
  'Test images': 50,
  'Seeds of training': 1,
  Channels: 2,
}

test('draws are trained alike with the dialog closed, and are still known after a reload', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.locator('pre')).toContainText('Genotype(')
  const dialog = await judging(page)
  // The recording that is shown is of another space than the one being designed.
  const recorded = dialog.getByLabel(/^DARTS.* seed \d+$/)
  await expect(recorded).toBeChecked()
  await expect(dialog.getByLabel('How many')).toHaveValue('10')
  await recorded.uncheck()
  for (const name of ['Plain CNN', 'Small ResNet', 'MobileNetV2-like']) {
    await dialog.getByLabel(name).uncheck()
  }
  for (const [label, value] of Object.entries(SMALLEST)) {
    await dialog.getByLabel(label, { exact: true }).fill(String(value))
  }
  await dialog.getByRole('button', { name: 'Train 2 times' }).click()
  await expect(dialog.getByRole('status')).toContainText('of 2')
  await page.keyboard.press('Escape')
  await judging(page)
  await expect(dialog.getByText('All of these are trained.')).toBeVisible({ timeout: 120_000 })

  await page.reload()
  await expect(page.locator('pre')).toContainText('Genotype(')
  await judging(page)
  await expect(dialog.getByText('All of these are trained.')).toBeVisible()
  const drawing = dialog.getByRole('img', { name: /Random draws .*n = 2/ })
  await expect(drawing.locator('.judged-dot')).toHaveCount(2)
  await expect(dialog.getByRole('row', { name: /^Random draws 2/ })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id }) => id)).toEqual([])

  await dialog.getByRole('radio', { name: 'Ranking fidelity' }).click()
  await expect(dialog.getByRole('button', { name: 'Measure' })).toBeVisible()
})

async function judging(page: Page) {
  await page.keyboard.press('j')
  const dialog = page.getByRole('dialog', { name: 'Judge against luck' })
  await expect(dialog).toBeVisible()
  return dialog
}
