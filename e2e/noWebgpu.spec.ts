import { expect, test } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '../scripts/chromium'

test.use({
  launchOptions: {
    executablePath: findChromium() ?? undefined,
    args: CHROMIUM_FLAGS.filter((flag) => !flag.includes('webgpu')),
  },
})

test('without WebGPU the kernels’ dialog says why there is nothing to show', async ({ page }) => {
  await page.goto('/')
  const badge = page.getByRole('button', { name: 'Engine in use' })
  await expect(badge).toBeVisible({ timeout: 60_000 })
  const state = await badge.getAttribute('data-state')
  test.skip(state !== 'fallback', 'this browser offers WebGPU without being told to')
  await badge.click()
  const dialog = page.getByRole('dialog', { name: /Where a search step.s time goes/ })
  await expect(dialog.getByRole('alert')).toContainText('Kernels run on WebGPU')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
