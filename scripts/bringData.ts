/** Brings a data set into the page as a person would, through its own dialog. */
import { statSync } from 'node:fs'
import type { Page } from 'playwright'

/** Unpacking and decoding of the largest sets that are taken. */
const PATIENCE_MS = 10 * 60_000

/**
 * @param path an archive, one of its parts, or a folder
 * @throws Error with the page's own words when that is no data set
 */
export async function bringData(page: Page, path: string): Promise<void> {
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog')
  const inputs = dialog.locator('input[type="file"]')
  await inputs.nth(statSync(path).isDirectory() ? 1 : 0).setInputFiles(path)
  const keep = dialog.getByRole('button', { name: 'Keep and use' })
  const problem = dialog.getByRole('alert')
  await keep.or(problem).waitFor({ timeout: PATIENCE_MS })
  if (await problem.isVisible()) throw new Error(await problem.innerText())
  await keep.click()
  await keep.or(problem).waitFor({ state: 'detached', timeout: PATIENCE_MS })
  await page.keyboard.press('Escape')
}
