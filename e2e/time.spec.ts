import { readFileSync } from 'node:fs'
import { expect, test, type Download, type Page } from '@playwright/test'
import { decodedGif } from '../src/film/decodedGif.fixture'

const slider = (page: Page) => page.getByRole('slider', { name: /Timeline/ })
const step = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'))
const view = (page: Page, name: string) => page.locator(`[data-view="${name}"]`)

/** The page with its recorded run at its end, at rest. */
async function openAtRest(page: Page, query = ''): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`/${query}`)
  await expect(page.getByRole('button', { name: /^Playback, 1× speed/ })).toBeVisible()
  await expect.poll(() => step(page)).toBeGreaterThan(0)
}

test('a run plays at any speed, from where it stands, and ends at its end', async ({ page }) => {
  await openAtRest(page)
  const last = await step(page)
  await slider(page).focus()
  await page.keyboard.press('Home')
  const first = await step(page)
  for (let press = 0; press < 4; press++) await page.keyboard.press('<')
  await expect(page.getByRole('button', { name: 'Playback, 0.25× speed' })).toBeVisible()
  await page.getByRole('button', { name: 'Play back' }).click()
  await expect.poll(() => step(page)).toBeGreaterThan(first)
  for (let press = 0; press < 8; press++) await page.keyboard.press('>')
  await expect(page.getByRole('button', { name: 'Playback, 16× speed' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play back' })).toBeVisible()
  expect(await step(page)).toBe(last)
})

test('keys lead from change to change, and say which edges changed', async ({ page }) => {
  await openAtRest(page)
  const end = await step(page)
  await page.keyboard.press('[')
  const before = await step(page)
  expect(before).toBeLessThan(end)
  const told = page.locator('.timeline-bar').getByRole('status')
  await expect(told).toContainText(new RegExp(`^Step ${before}: (normal|reduction) .+ → \\d .+`))
  await page.keyboard.press('[')
  expect(await step(page)).toBeLessThan(before)
  await page.getByRole('button', { name: 'To the next change' }).click()
  expect(await step(page)).toBe(before)
  await expect(page.getByText(`Derived at step ${before}`)).toBeVisible()
})

test('views are put away and brought back, and stay so', async ({ page }) => {
  await openAtRest(page)
  await expect(view(page, 'loss')).toBeVisible()
  await page.getByRole('button', { name: 'Views', exact: true }).focus()
  await page.keyboard.press('Enter')
  const loss = page.getByRole('menuitemcheckbox', { name: 'Loss', exact: true })
  await loss.focus()
  await page.keyboard.press('Space')
  await expect(loss).not.toBeChecked()
  await expect(view(page, 'loss')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(view(page, 'accuracy')).toBeVisible()
  await expect(view(page, 'loss')).toHaveCount(0)
  await page.getByRole('button', { name: /of \d+ views/ }).click()
  await page.getByRole('menuitem', { name: 'Show all' }).click()
  await expect(view(page, 'loss')).toBeVisible()
})

test('a presentation fills the screen with chosen views, and clickers step through them', async ({
  page,
}) => {
  await openAtRest(page)
  await page.keyboard.press('p')
  const presentation = page.getByRole('main', { name: 'Presentation' })
  await expect(presentation).toBeVisible()
  await expect(page.getByRole('region', { name: 'Space' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await expect(slider(page)).toBeVisible()
  const drawings = presentation.locator('svg.view')
  const together = await drawings.count()
  expect(together).toBeGreaterThan(1)
  const small = await drawings.first().boundingBox()
  await page.keyboard.press('PageDown')
  await expect(drawings).toHaveCount(1)
  const large = await drawings.first().boundingBox()
  expect(large?.width).toBeGreaterThan(small?.width ?? Infinity)
  await page.keyboard.press('ArrowLeft')
  await expect(drawings).toHaveCount(together)

  await presentation.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Accuracy', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(presentation.getByRole('button', { name: 'Accuracy', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(presentation).toBeHidden()
  await page.keyboard.press('p')
  await expect(presentation.getByRole('button', { name: 'Accuracy', exact: true })).toBeVisible()
})

for (const [width, height] of [
  [360, 740],
  [1280, 720],
  [3840, 2160],
] as const) {
  test(`a presentation keeps to a screen of ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openAtRest(page, '?present=cell,gates,loss,accuracy')
    const drawings = page.getByRole('main').locator('svg.view')
    await expect(drawings).toHaveCount(4)
    for (const drawing of await drawings.all()) {
      const box = await drawing.boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width + 1)
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

/** Asks for a film of the cell, two seconds long, from step 1 to 40. */
async function savedFilm(page: Page, format: 'GIF' | 'WebM'): Promise<Download> {
  await view(page, 'cell').getByRole('button', { name: 'Export Normal cell' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Save as animation…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as animation' })
  await dialog.getByRole('radio', { name: format }).click()
  await dialog.getByRole('radio', { name: '640 px' }).click()
  await dialog.getByRole('radio', { name: 'Light' }).click()
  await dialog.getByLabel('Length, s').fill('2')
  await dialog.getByLabel('To step').fill('40')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  return download
}

test('a run is saved as a GIF that shows it', async ({ page }) => {
  await openAtRest(page)
  const download = await savedFilm(page, 'GIF')
  expect(download.suggestedFilename()).toBe('cell.gif')
  const gif = decodedGif(readFileSync(await download.path()))
  expect(gif.width).toBe(640)
  expect(gif.frames.length).toBeGreaterThan(15)
  // Two seconds, and the end held for another one and a half.
  expect(gif.frames.reduce((sum, { ticks }) => sum + ticks, 0)).toBe(350)
  const [first, last] = [gif.frames[0]?.pixels ?? [], gif.frames.at(-1)?.pixels ?? []]
  expect(first[0]).toEqual([255, 255, 255])
  expect(
    last.filter((colour, pixel) => String(colour) !== String(first[pixel])).length,
  ).toBeGreaterThan(100)
})

test('a run is saved as a video that plays', async ({ page }) => {
  await openAtRest(page)
  const download = await savedFilm(page, 'WebM')
  const bytes = readFileSync(await download.path()).toString('base64')
  // Apart from the page, whose policy knows no media.
  const player = await page.context().newPage()
  await player.setContent(`<video muted src="data:video/webm;base64,${bytes}"></video>`)
  const video = await player.evaluate(async () => {
    const element = document.querySelector('video')
    if (!element) throw new Error('There is no video')
    if (element.readyState < 2) await new Promise((done) => (element.onloadeddata = done))
    return { width: element.videoWidth, height: element.videoHeight, seconds: element.duration }
  })
  expect(video.width).toBe(640)
  expect(video.height).toBeGreaterThan(200)
  expect(video.seconds).toBeCloseTo(3.5, 1)
})

test('a film can be broken off, and leaves nothing behind', async ({ page }) => {
  await openAtRest(page)
  await page.getByRole('button', { name: /^Playback/ }).click()
  await page.getByRole('menuitem', { name: 'Save as animation…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as animation' })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByText(/% ?,.* left/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeVisible()
  await expect(page.locator('.film-stage')).toHaveCount(0)
})

test('nothing on the page moves while a search runs, from its start on', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Engine in use' })).toBeVisible()
  await page.evaluate(() => {
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as LayoutShift[]) {
        // What follows a press of a button within half a second is an answer to it.
        if (shift.hadRecentInput) continue
        const moved = shift.sources.map(({ node }) => (node as Element | null)?.className ?? '')
        window.shifts.push({ value: shift.value, moved: moved.map(String) })
      }
    }).observe({ type: 'layout-shift' })
  })
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.locator('.source-mark', { hasText: 'Searching' })).toBeVisible({
    timeout: 120_000,
  })
  await expect.poll(() => step(page), { timeout: 120_000 }).toBeGreaterThan(11)
  const shifts = await page.evaluate(() => window.shifts)
  const most = shifts.filter(({ value }) => value > 0.001)
  expect(
    shifts.reduce((sum, { value }) => sum + value, 0),
    JSON.stringify(most),
  ).toBeLessThan(0.01)
})

declare global {
  interface Window {
    shifts: { value: number; moved: readonly string[] }[]
  }
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: readonly { readonly node: Node | null }[]
}
