import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { syntheticRun, type SyntheticRun } from '../scripts/syntheticRun'
import { encodeRecording } from '../src/store/recordingFormat'

/** Enough for every drawing to have something of everything. */
const SNAPSHOTS = 60

/** Screens that a key opens and Escape leaves. */
const SCREENS = [
  { key: '?', name: 'help' },
  { key: 'g', name: 'open an architecture' },
  { key: 'v', name: 'compare' },
  { key: 'l', name: 'latency' },
] as const

/** What menus and popovers open in. */
const POPPER = '[data-radix-popper-content-wrapper]'

const MENUS = [
  /^Method/,
  /^Preset/,
  /^Search space/,
  /^Objective/,
  /^Share/,
  /^Theme/,
  /^Language/,
  /^Views/,
  /^Playback/,
  /^Export Loss/i,
] as const

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no screen, dialog or menu has a serious accessibility violation, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('/')
    await expect(page.locator('pre')).toContainText('Genotype(')
    await expect(page.getByRole('button', { name: /^Views/ })).toBeVisible()
    expect.soft(await seriousViolations(page), 'the page').toEqual([])

    for (const { key, name } of SCREENS) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog').first()).toBeVisible()
      expect.soft(await seriousViolations(page, '[role="dialog"]'), name).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }

    for (const name of MENUS) {
      const opener = page.getByRole('button', { name }).first()
      await opener.focus({ timeout: 10_000 })
      await page.keyboard.press('Enter')
      await expect(page.locator(POPPER).first()).toBeVisible()
      expect.soft(await seriousViolations(page, POPPER), String(name)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.locator(POPPER)).toHaveCount(0)
      await expect(opener).toBeFocused()
    }

    await page.keyboard.press('p')
    await expect(page.getByRole('main', { name: 'Presentation' })).toBeVisible()
    expect.soft(await seriousViolations(page), 'presentation').toEqual([])
    await page.keyboard.press('Escape')

    // A menu leaves the page behind it alone.
    await page.getByRole('button', { name: /^Theme/ }).press('Enter')
    await expect(page.locator(POPPER)).toBeVisible()
    expect.soft(await seriousViolations(page), 'the page behind a menu').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'How it was derived' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect.soft(await seriousViolations(page, '[role="dialog"]'), 'derivation').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await expect(page.getByRole('region', { name: 'Design', exact: true })).toBeVisible()
    expect.soft(await seriousViolations(page), 'design').toEqual([])
  })

  test(`the drawings of every method have none, ${colorScheme}`, async ({ page }) => {
    const recordings = new Map<string, Uint8Array>()
    for (const name of ['spos', 'enas', 'evolution'] as const satisfies readonly SyntheticRun[]) {
      recordings.set(name, await encodeRecording(syntheticRun(name, SNAPSHOTS)))
    }
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.route('**/*.synthetic', (route) => {
      const name = route.request().url().split('/').at(-1)?.replace('.synthetic', '') ?? ''
      return route.fulfill({ body: Buffer.from(recordings.get(name) ?? []) })
    })
    await page.goto('/')
    await page.waitForFunction(() => window.nasPlayground !== undefined)
    // Off screen, views wait to be drawn: here all are on it.
    await page.setViewportSize({ width: 1440, height: 4000 })
    for (const name of recordings.keys()) {
      await page.evaluate((run) => window.nasPlayground?.showRecording(`/${run}.synthetic`), name)
      await expect(page.getByRole('button', { name: /^Views/ })).toBeVisible()
      await expect(
        page.locator('[data-view="family"] svg, [data-view="tape"] svg').first(),
      ).toBeVisible()
      expect.soft(await seriousViolations(page), name).toEqual([])
    }
  })
}

/** Axe looks at what is `within`, or at all of the page. */
async function seriousViolations(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes: found }) => `${id}: ${found.map(({ html }) => html).join(' | ')}`)
}
