import { expect, test, type Page } from '@playwright/test'
import { cifarArchive, dropFiles } from './ownData'

/** Software WebGPU on a busy machine: a step may take seconds. */
const STEP_TIMEOUT = 60_000
const STEPS = 16

const phase = (page: Page, name: string) => page.locator('.source-mark', { hasText: name })
const slider = (page: Page) => page.getByRole('slider', { name: /Timeline/ })
const step = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'))

/** A search so small that it is a matter of seconds. */
async function makeTiny(page: Page): Promise<void> {
  const fill = async (label: string, value: number) => {
    const field = page.getByRole('textbox', { name: label, exact: true })
    await field.fill(String(value))
    await field.blur()
  }
  const nodes = page.getByRole('radiogroup', { name: 'Nodes' })
  await nodes.getByRole('radio', { name: '1', exact: true }).click()
  await fill('Steps', STEPS)
  await fill('Batch', 8)
}

test('CIFAR-10 in its official archive is dropped in, searched on, and resumed after a reload', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Engine in use' })).toBeVisible({
    timeout: STEP_TIMEOUT,
  })
  await dropFiles(page, [{ name: 'cut.tar.gz', bytes: cifarArchive().subarray(0, 2_000) }])
  const dialog = page.getByRole('dialog', { name: 'Data' })
  await expect(dialog.getByRole('alert')).toContainText('cut.tar.gz is not a whole gzip file')

  await dropFiles(page, [{ name: 'cifar-10-binary.tar.gz', bytes: cifarArchive() }])
  await expect(dialog.getByText('200 training and 40 test images of 10 classes')).toBeVisible()
  await expect(
    dialog.getByRole('img', { name: /Images of each class.*truck 20 \+ 4/ }),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep and use' }).click()
  await expect(dialog.getByRole('row', { name: /CIFAR-10.*200 \+ 40.*in use/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await makeTiny(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(async () => expect(await step(page)).toBeGreaterThan(0)).toPass({
    timeout: STEP_TIMEOUT,
    intervals: [100],
  })
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(phase(page, 'Paused')).toBeVisible({ timeout: STEP_TIMEOUT })
  const before = await step(page)
  expect(before).toBeLessThan(STEPS)

  await page.reload()
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Found cell' })).toBeVisible({
    timeout: STEP_TIMEOUT,
  })
  await expect(phase(page, 'Finished')).toBeVisible({ timeout: STEP_TIMEOUT })
  expect(await step(page)).toBe(STEPS)
})
