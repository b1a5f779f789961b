import { expect, test } from '@playwright/test'

test('the page opens without an error and asks nothing from elsewhere', async ({ page }) => {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`)
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    const own =
      origin === new URL(page.url()).origin || protocol === 'data:' || protocol === 'blob:'
    if (page.url() !== 'about:blank' && !own) problems.push(`request to ${request.url()}`)
  })

  await page.goto('/')

  await expect(page).toHaveTitle(/NAS Playground/)
  await expect(page.getByRole('main')).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(problems).toEqual([])
})
