import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '../scripts/chromium'

/** Not the port of `npm start`, so that both can run at once. */
const PORT = 4174

/** Tests of the page alone: they train nothing, or next to nothing. */
const PAGE_TESTS =
  /(accessibility|classes|dataPage|design|editor|library|noWebgpu|page|sharing|smoke)\.spec\.ts$/

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  projects: [
    { name: 'page', testMatch: PAGE_TESTS, workers: 1 },
    // One software GPU on two cores: searches that share it would time each other out.
    { name: 'search', testIgnore: PAGE_TESTS, workers: 1 },
  ],
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findChromium() ?? undefined, args: [...CHROMIUM_FLAGS] },
  },
  webServer: {
    command: `npm run --silent start -- --port ${PORT}`,
    cwd: '..',
    url: `http://localhost:${PORT}`,
    timeout: 120_000,
  },
})
