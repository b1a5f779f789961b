import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { TRAINING_RECIPES } from '../src/run/trainingRecipes'
import type { TrainingConfig } from '../src/run/training'

/** A few dozen steps of a small network: enough to be surer of some things than of others. */
const TRAINING: TrainingConfig = {
  version: 1,
  seed: 1,
  subject: { kind: 'reference', name: 'plain-cnn', channels: 8 },
  dataset: {
    name: 'fashion-mnist',
    trainImages: 1_000,
    testImages: 100,
    augmentation: { cropPadding: 0, flip: false },
  },
  recipe: { ...TRAINING_RECIPES.quick, epochs: 2, validationImages: 100, validateEvery: 2 },
}

/** What a person hears of the answers. */
const answersIn = (page: Page) => page.getByRole('img', { name: /^Taken for/ })
/** Every bar's figure. */
const figuresIn = async (answers: Locator) =>
  (await answers.locator('.class-answer text').allTextContents()).join(' ')

/** When the last stroke has been answered. */
async function restingFigures(answers: Locator): Promise<string> {
  let [before, now] = ['', await figuresIn(answers)]
  while (before !== now) {
    await answers.page().waitForTimeout(500)
    ;[before, now] = [now, await figuresIn(answers)]
  }
  return now
}

test('what is drawn is taken for something, live, by a trained network and an untrained one', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.goto('/')
  await page.waitForFunction(() => window.nasPlayground !== undefined)
  await page.evaluate(async (config) => {
    await window.nasPlayground?.train({ config, keep: 'The smallest' })
  }, TRAINING)

  await page.keyboard.press('y')
  const dialog = page.getByRole('dialog', { name: 'Try it' })
  const answers = answersIn(page)
  // At first of a test image; the recording on the page has no weights.
  await expect(answers).toHaveAccessibleName(
    /Trained: .+ \d+ %.*; Supernet: A recording has no weights.*; Untrained: .+ \d+ %/,
  )
  await expect(dialog.getByText('Test image 1: Ankle boot')).toBeVisible()

  const shown = await figuresIn(answers)
  const sheet = dialog.locator('canvas')
  const bounds = await sheet.boundingBox()
  if (!bounds) throw new Error('There is nothing to draw on')
  const draw = async (from: readonly [number, number], to: readonly [number, number]) => {
    const at = ([x, y]: readonly [number, number]) =>
      [bounds.x + x * bounds.width, bounds.y + y * bounds.height] as const
    await page.mouse.move(...at(from))
    await page.mouse.down()
    await page.mouse.move(...at(to), { steps: 4 })
    await page.mouse.up()
  }
  await draw([0.3, 0.2], [0.3, 0.8])
  await expect(dialog.getByText('Your drawing')).toBeVisible()
  await expect.poll(() => figuresIn(answers)).not.toBe(shown)
  await expect(answers).toHaveAccessibleName(
    /Trained: .*[\d.]+ [mµ]s an image;.*Untrained: .*[\d.]+ [mµ]s an image/,
  )
  await expect(dialog.getByText(/measured on this device .*median of \d+ runs/)).toBeVisible()
  const first = await restingFigures(answers)
  await draw([0.7, 0.2], [0.7, 0.8])
  await expect.poll(() => figuresIn(answers)).not.toBe(first)
  const second = await restingFigures(answers)
  // A negative is another image.
  await dialog.getByRole('checkbox', { name: 'Negative' }).check()
  await expect.poll(() => figuresIn(answers)).not.toBe(second)
  await dialog.getByRole('checkbox', { name: 'Negative' }).uncheck()
  await expect.poll(() => figuresIn(answers)).toBe(second)
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => figuresIn(answers)).toBe(first)

  // The same without a pointer: test images, by the arrow keys.
  await dialog.getByRole('radio', { name: 'Draw' }).focus()
  for (const name of ['Image file', 'Test images']) {
    await page.keyboard.press('ArrowRight')
    // The group moves its focus a moment after the press.
    await expect(dialog.getByRole('radio', { name })).toBeFocused()
  }
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(dialog.getByText('Test image 1: Ankle boot')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByText('Test image 2: Pullover')).toBeVisible()
  await expect.poll(() => figuresIn(answers)).not.toBe(first)

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
    ).toEqual([])
  }
})
