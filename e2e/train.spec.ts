import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'

const TRAIN_TIMEOUT = 90_000

/** Small enough for a software GPU: one cell, and 18 steps on 300 images. */
const NUMBERS = {
  Cells: '1',
  'Channels (C)': '4',
  'Training images': '396',
  'Images held out': '96',
  'Test images': '200',
  Batch: '16',
  Epochs: '1',
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Train from scratch' })

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

const stepOf = async (screen: Locator) =>
  Number(/Step (\d+) of/.exec(await screen.getByRole('status').innerText())?.[1] ?? 0)

test('the found architecture is trained from scratch, goes on after a reload, and is tested', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await page.getByRole('button', { name: 'Train…' }).click()
  const screen = dialog(page)
  await screen.getByText('Every number of the recipe').click()
  for (const [name, value] of Object.entries(NUMBERS)) {
    await screen.getByLabel(name, { exact: true }).fill(value)
  }
  await expect(screen.getByText('18 steps: 1 × 18 batches of 16 images')).toBeVisible()
  expect.soft(await seriousViolations(page), 'what to train').toEqual([])
  await screen.getByRole('button', { name: 'Start training' }).click()

  // It goes on while nobody looks, and can be paused.
  await expect(screen.getByText(/Step [1-9]\d* of 18/)).toBeVisible({ timeout: TRAIN_TIMEOUT })
  await screen.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(screen.getByText('Paused')).toBeVisible()
  const reached = await stepOf(screen)
  expect(reached).toBeLessThan(18)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Training paused' })).toBeVisible()

  // Left in the middle, it is offered again.
  await page.reload()
  await page.getByRole('button', { name: 'Go on training…' }).click()
  await screen.getByRole('button', { name: `Go on from step ${reached}` }).click()

  const accuracy = screen.locator('.training-test')
  await expect(accuracy).toContainText('95 % interval (Wilson)', { timeout: TRAIN_TIMEOUT })
  await expect(accuracy).toContainText('on 200 of 10 000 test images')
  await expect(screen.getByText(/^18 steps · /)).toBeVisible()
  await expect(screen.getByRole('img', { name: /^Accuracy by class: best / })).toBeVisible()
  await expect(screen.getByRole('grid', { name: /^Confusion matrix/ })).toBeVisible()
  const mistakes = screen.getByRole('img', { name: /^Worst mistakes: 24 of / })
  await expect(mistakes.locator('image')).toHaveCount(24)
  // The curve has the steps from before the reload too.
  await expect(screen.getByRole('img', { name: /^Accuracy over 18 steps: / })).toBeVisible()

  await screen.getByLabel('Name').fill('Mine')
  await screen.getByLabel('Name').press('Enter')
  await expect(screen.getByRole('navigation').getByText('Mine')).toBeVisible()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect.soft(await seriousViolations(page), `test, ${colorScheme}`).toEqual([])
  }
})
