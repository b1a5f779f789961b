import { expect, type Page } from '@playwright/test'

/** What the result column's button puts on the clipboard, which the page must be allowed to read. */
export async function copiedLink(page: Page): Promise<string> {
  await page
    .getByRole('region', { name: 'Result' })
    .getByRole('button', { name: 'Copy link' })
    .click()
  await expect(page.getByText('Link copied.')).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}
