import { expect, test } from '@playwright/test'
import { syntheticRun } from '../scripts/syntheticRun'
import { encodeRecording } from '../src/store/recordingFormat'
import { dropFiles } from './ownData'

const CLASS_NAMES = Array.from({ length: 100 }, (_, number) => `kind ${number}`)

test('confusions of a hundred classes are read by keyboard and by pointer', async ({ page }) => {
  const run = syntheticRun('darts-tiny', 20, {
    name: 'own-0123456789abcdef',
    trainImages: 6_000,
    testImages: 1_000,
    augmentation: { cropPadding: 0, flip: false },
    own: { title: 'Kinds', height: 32, width: 32, channels: 3, classNames: CLASS_NAMES },
  })
  await page.goto('/')
  await dropFiles(page, [{ name: 'kinds.run', bytes: await encodeRecording(run) }])
  const field = page.getByRole('group', { name: /^Confusion matrix/ })
  await expect(field).toBeVisible()
  await page.keyboard.press('Escape')
  const cell = (is: number, taken: number) =>
    field.getByRole('img', { name: `kind ${is} taken for kind ${taken}:` })
  await cell(0, 0).focus()
  await page.keyboard.press('ArrowRight')
  await expect(cell(0, 1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(cell(1, 1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(cell(1, 99)).toBeFocused()
  await expect(field).toContainText('kind 1 taken for kind 99')
})
