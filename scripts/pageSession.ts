/** Opens the page as a visitor would meet it, in a headless Chromium, for scripts to drive. */
import process from 'node:process'
import { chromium, type Page } from 'playwright'
import type { ProgressListener } from '../src/run/automation'
import { CHROMIUM_FLAGS, CHROMIUM_HARDWARE_FLAGS, ensureChromium } from './chromium'
import { messageOf } from './commandLine'
import { DEFAULT_PORT, pageAddress } from './pageAddress'
import { ensureBuilt, serve } from './site'

const PAGE_READY_MS = 60_000
const PROGRESS_EVERY_MS = 1000

declare global {
  interface Window {
    /** What the page calls back on, made by Playwright. */
    reportProgress: (task: string, fraction: number | null) => Promise<void>
  }
}

export interface PageSessionOptions {
  /** Use the machine's own GPU; software WebGPU otherwise. */
  readonly hardware: boolean
}

/**
 * Builds and serves the page, opens it, and gives it to `work`; `window.reportProgress` writes to
 * standard error. Everything is closed afterwards. @throws Error what `work` or the page threw
 */
export async function withPage<T>(
  { hardware }: PageSessionOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const executablePath = ensureChromium()
  await ensureBuilt()
  const browser = await chromium.launch({
    executablePath,
    args: [...(hardware ? CHROMIUM_HARDWARE_FLAGS : CHROMIUM_FLAGS)],
  })
  const site = await serve(0)
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`))
    await page.exposeFunction('reportProgress', progressWriter())
    await untilReady(page, () => page.goto(site.address))
    return await work(page)
  } catch (error) {
    throw new Error(withoutPlaywrightPrefix(messageOf(error)))
  } finally {
    await browser.close()
    await site.close()
  }
}

/** Opens the page by `open`, and waits until scripts can drive it. */
export async function untilReady(page: Page, open: () => Promise<unknown>): Promise<void> {
  await open()
  await page.waitForFunction(() => window.nasPlayground !== undefined, undefined, {
    timeout: PAGE_READY_MS,
  })
}

/** Moves a link from the port a script happened to use to the address of `npm start`. */
export function linkToStart(link: string): string {
  const { pathname, search, hash } = new URL(link)
  return pageAddress(DEFAULT_PORT) + pathname + search + hash
}

/** One line per task and second at most. */
function progressWriter(): ProgressListener {
  let lastTask = ''
  let lastTime = 0
  return (task, fraction) => {
    if (task === lastTask && Date.now() - lastTime < PROGRESS_EVERY_MS) return
    lastTask = task
    lastTime = Date.now()
    const done = fraction === null ? '' : ` ${Math.round(fraction * 100)} %`
    process.stderr.write(`${task}${done}\n`)
  }
}

/** An error thrown in the page arrives as “page.evaluate: Error: message”, with the page's stack. */
function withoutPlaywrightPrefix(message: string): string {
  const [text = ''] = message.split('\n    at ')
  return text.replace(/^page\.\w+: (\w*Error: )?/, '').trim()
}
