import { expect, test, type Page } from '@playwright/test'
import { presetConfig } from '../src/run/presets'
import { encodeLink } from '../src/share/link'

/** The first step on WebGL compiles some hundred shaders, here by a busy processor. */
const STEP_TIMEOUT = 120_000

/** A search as small as they come: on this machine the fallback takes minutes for more. */
const LINK = encodeLink({
  config: {
    ...presetConfig('tiny'),
    space: {
      kind: 'cell',
      nodes: 1,
      operations: ['none', 'max_pool_3x3', 'skip_connect'],
      cells: 2,
      channels: 2,
    },
    strategy: { ...presetConfig('tiny').strategy, batch: 4 },
    dataset: { ...presetConfig('tiny').dataset, trainImages: 40, testImages: 8 },
    budget: { steps: 3 },
  },
})

const NO_WEBGPU = 'delete WorkerNavigator.prototype.gpu;'
const NO_WEBGL = 'OffscreenCanvas.prototype.getContext = () => null;'

/** Runs `script` in every worker before its own code: what a browser without these things is like. */
async function beforeWorkers(page: Page, script: string): Promise<void> {
  await page.route(/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${script}\n${await response.text()}` })
  })
}

for (const { backend, without } of [
  { backend: 'WebGL', without: NO_WEBGPU },
  { backend: 'CPU', without: NO_WEBGPU + NO_WEBGL },
]) {
  test(`without WebGPU the page says that it is slow on ${backend}, and searches all the same`, async ({
    page,
  }) => {
    test.setTimeout(3 * STEP_TIMEOUT)
    await beforeWorkers(page, without)
    await page.goto(`/${LINK}`)
    const notice = page.getByRole('status').filter({ hasText: 'offers no WebGPU' })
    await expect(notice).toContainText(`fallback engine (${backend}), many times slower`)
    await expect(notice).toContainText('This browser does not offer WebGPU.')
    const engine = page.getByRole('button', { name: 'Engine in use' })
    await expect(engine).toContainText(`${backend} (TensorFlow.js)`)
    await engine.focus()
    await expect(page.getByText('Fallback engine, TensorFlow.js').first()).toBeVisible()

    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Found cell' })).toBeVisible({
      timeout: STEP_TIMEOUT,
    })
    const slider = page.getByRole('slider', { name: /Timeline/ })
    await expect(slider).toHaveAttribute('aria-valuenow', '3')
    await expect(page.locator('pre')).toContainText('Genotype(normal=')
    await expect(engine).toContainText(`${backend} (TensorFlow.js)`)
  })
}
