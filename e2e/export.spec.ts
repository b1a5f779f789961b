import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import type { TrainingConfig } from '../src/run/training'
import { TRAINING_RECIPES } from '../src/run/trainingRecipes'
import { SPACE_PRESETS } from '../src/space/spacePresets'

/** Below the product's own folder, so that Node finds the packages that scripts in archives ask for. */
const FOLDER = join(import.meta.dirname, '../test-results/exports')

const TRAINED = 'Exported here'

/** As small as a training can be that has something to test. */
const CONFIG: TrainingConfig = {
  version: 1,
  subject: {
    kind: 'architecture',
    space: SPACE_PRESETS['nas-bench-201'].small,
    text: '|nor_conv_3x3~0|+|skip_connect~0|avg_pool_3x3~1|+|none~0|nor_conv_1x1~1|skip_connect~2|',
  },
  dataset: {
    name: 'fashion-mnist',
    trainImages: 96,
    testImages: 64,
    augmentation: { cropPadding: 0, flip: false },
  },
  recipe: { ...TRAINING_RECIPES.quick, batch: 16, epochs: 1, validationImages: 32 },
  seed: 3,
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Take it away' })

/** Chooses a format, saves its file and unpacks it. @returns names of its files */
async function take(page: Page, format: string): Promise<string[]> {
  const open = dialog(page)
  await open.getByRole('radio', { name: format }).check()
  const saving = page.waitForEvent('download')
  await open.getByRole('button', { name: /^Save exported-here-/ }).click()
  const download = await saving
  const packed = readFileSync(await download.path())
  const files = Object.entries(unzipSync(packed)).map(
    ([path, content]) => [path.split('/').at(-1) ?? path, content] as const,
  )
  for (const [name, content] of files) {
    const path = join(FOLDER, format, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return files.map(([name]) => name)
}

/** Runs an archive's own check where it was unpacked; it fails when logits are other than given. */
function check(format: string, command: string, script: string): string {
  return execFileSync(command, [script], { cwd: join(FOLDER, format), encoding: 'utf8' })
}

function golden(format: string): { logits: number[]; labels: number[] } {
  return JSON.parse(readFileSync(join(FOLDER, format, 'golden.json'), 'utf8')) as ReturnType<
    typeof golden
  >
}

const python = (code: string, cwd?: string) =>
  ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', code], { cwd }).status === 0,
  )

test('a trained network gives the same answers wherever it is taken', async ({ page }) => {
  rmSync(FOLDER, { recursive: true, force: true })
  await page.goto('/')
  await page.waitForFunction(() => window.nasPlayground !== undefined)
  const summary = await page.evaluate(
    ([config, keep]) => window.nasPlayground?.train({ config, keep }),
    [CONFIG, TRAINED] as const,
  )
  await page.keyboard.press('x')
  const open = dialog(page)
  await expect(open.getByRole('combobox', { name: 'Network' })).toContainText(TRAINED)

  for (const format of ['ONNX', 'TensorFlow.js', 'Plain JavaScript']) {
    expect(await take(page, format)).toEqual(
      expect.arrayContaining(['README.md', 'check.mjs', 'golden.json']),
    )
    expect(check(format, process.execPath, 'check.mjs')).toContain('largest difference')
    expect(golden(format)).toEqual(golden('ONNX'))
  }
  const { logits } = golden('ONNX')
  expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(0.1)

  expect(await take(page, 'PyTorch')).toEqual([
    'network.py',
    'weights.safetensors',
    'check.py',
    'golden.json',
    'README.md',
  ])
  expect(golden('PyTorch')).toEqual(golden('ONNX'))
  const weights = readFileSync(join(FOLDER, 'PyTorch/weights.safetensors'))
  const header = JSON.parse(
    weights.subarray(8, 8 + Number(weights.readBigUInt64LE())).toString(),
  ) as Record<string, { shape?: number[] }>
  expect(header['classifier.weight']?.shape).toEqual([10, 32])
  const code = (await take(page, 'Retraining at scale')).filter((name) => name.endsWith('.py'))
  expect(code).toEqual(['network.py', 'train.py', 'check.py'])
  const parser = python('import ast')
  if (parser) {
    const folder = join(FOLDER, 'Retraining at scale')
    for (const name of code) execFileSync(parser, ['-m', 'py_compile', name], { cwd: folder })
  }
  const torch = python('import torch')
  if (torch) expect(check('PyTorch', torch, 'check.py')).toContain('largest difference')

  await open.getByRole('radio', { name: 'ONNX' }).check()
  await open.getByRole('button', { name: 'Measure the accuracy of each' }).click()
  const inFull = open.getByRole('row', { name: /^32 bits/ })
  await expect(inFull).toContainText('reference', { timeout: 90_000 })
  await expect(inFull).toContainText(`${(100 * (summary?.accuracy ?? 0)).toFixed(1)} %`)
  await open.getByRole('radio', { name: '8 bits' }).check()
  await expect(open.getByRole('row', { name: /^8 bits/ })).toContainText(/ to \+/)
  await take(page, 'ONNX')
  expect(golden('ONNX')).not.toEqual(golden('PyTorch'))
  expect(check('ONNX', process.execPath, 'check.mjs')).toContain('largest difference')
})

test('an architecture without weights can be had as text, code and a script', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('main')).toBeVisible()
  await page.keyboard.press('g')
  await page.getByRole('dialog').getByRole('button', { name: 'DARTS_V2' }).click()
  await page.keyboard.press('x')
  const open = dialog(page)
  await expect(open.getByRole('button', { name: 'Train it' })).toBeVisible()
  await expect(open.getByRole('radio', { name: 'ONNX' })).toBeDisabled()
  await expect(open.getByText('train.py', { exact: true })).toBeHidden()
  await open.getByRole('radio', { name: 'Retraining at scale' }).check()
  await expect(open.getByText('train.py', { exact: true })).toBeVisible()
  await open.getByRole('radio', { name: 'Architecture as text' }).check()
  await expect(open.getByLabel('DARTS', { exact: true })).toContainText('sep_conv_3x3')
})
