import { expect, test, type Page } from '@playwright/test'

/** Software WebGPU on a busy machine: a step may take seconds. */
const PATIENCE = { timeout: 90_000 }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, phase: string) => page.locator('.source-mark', { hasText: phase })
const waiting = (page: Page) =>
  page.getByText('Waiting for another search or measurement to let go of the GPU')

async function steps(page: Page): Promise<number> {
  const timeline = page.getByRole('slider', { name: /Timeline/ })
  return Number(await timeline.getAttribute('aria-valuenow'))
}

const goesPast = (page: Page, step: number) =>
  expect(async () => expect(await steps(page)).toBeGreaterThan(step)).toPass(PATIENCE)

async function open(page: Page): Promise<Page> {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Engine in use' })).toBeVisible(PATIENCE)
  return page
}

test('searches in two tabs take turns on the GPU', async ({ context }) => {
  test.setTimeout(360_000)
  const first = await open(await context.newPage())
  const second = await open(await context.newPage())
  await button(first, 'Run').click()
  await expect(heading(first, 'Searching')).toBeVisible(PATIENCE)
  await goesPast(first, 0)

  await button(second, 'Run').click()
  await expect(waiting(second)).toBeVisible(PATIENCE)
  const before = await steps(first)
  await goesPast(first, before + 2)
  await expect(waiting(second)).toBeVisible()
  expect(await steps(second)).toBe(0)

  await button(first, 'Pause').click()
  await expect(heading(first, 'Paused')).toBeVisible(PATIENCE)
  await expect(heading(second, 'Searching')).toBeVisible(PATIENCE)
  await goesPast(second, 0)

  await button(first, 'Resume').click()
  await expect(waiting(first)).toBeVisible(PATIENCE)
  const held = await steps(first)
  await goesPast(second, (await steps(second)) + 2)
  expect(await steps(first)).toBe(held)

  await second.close()
  await goesPast(first, held)
  await expect(waiting(first)).toBeHidden()
})
