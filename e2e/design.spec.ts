import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { withMethod, withNamedSpace } from '../src/run/methods'
import { presetConfig } from '../src/run/presets'
import { encodeLink } from '../src/share/link'
import { PUBLISHED_ARCHITECTURES } from '../src/space/publishedArchitectures'
import type { SpaceName } from '../src/space/spacePresets'
import { copiedLink } from './copiedLink'

/** Software WebGPU on a busy machine. */
const SEARCH_TIMEOUT = 120_000

const size = (page: Page) => page.getByRole('region', { name: 'Size of this space' })
const method = (page: Page, name: string) => page.getByRole('button', { name: `Method ${name}` })
const space = (page: Page, name: string) =>
  page.getByRole('button', { name: `Search space ${name}` })

test('space and method are chosen by keyboard alone, counted exactly, and undone', async ({
  page,
}) => {
  await page.goto('/')
  await space(page, 'DARTS cell').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: /^ENAS cell/ })).toContainText('Pham et al.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio', { name: /^ENAS cell/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(space(page, 'ENAS cell (micro)')).toBeVisible()
  // DARTS mixes weighted edges, which these cells do not have.
  await expect(method(page, 'ENAS')).toBeVisible()
  // ((2 · 3 · 4)² · 5⁶)² for three nodes.
  await expect(size(page)).toContainText('81\u00a0000\u00a0000\u00a0000\u00a0000 architectures')

  await method(page, 'ENAS').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: /^DARTS, first/ })).toContainText(
    'changes the space',
  )
  await page.keyboard.press('s')
  await expect(page.getByRole('menuitemradio', { name: /^SPOS/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(method(page, 'SPOS')).toBeVisible()
  await expect(space(page, 'ENAS cell (micro)')).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(method(page, 'DARTS, first order')).toBeVisible()
  await expect(space(page, 'DARTS cell')).toBeVisible()
})

test('operations are allowed and forbidden on the drawing itself', async ({ page }) => {
  await page.goto(linkTo('nas-bench-201'))
  await expect(size(page)).toContainText('15\u00a0625')
  await page.locator('.edge-candidates .candidate').first().click()
  // Without `none`, 4 operations on 6 edges.
  await expect(size(page)).toContainText('4\u00a0096')
  const none = page.getByRole('button', { name: 'none', exact: true })
  await expect(none).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByText(/^[\d.]+ k – [\d.]+ [kM]$/).first()).toBeVisible()
})

test('an impossible chain says why, and what would help', async ({ page }) => {
  await page.goto(linkTo('spos'))
  const channels = page.getByLabel('Channels of stage 2')
  await channels.fill('16')
  await expect(page.getByRole('alert')).toContainText('must have more channels than it reads')
  await channels.fill('31')
  await expect(page.getByRole('alert')).toContainText('must be even')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await expect(run).toHaveAttribute('aria-disabled', 'true')
  await run.focus()
  await expect(page.getByRole('tooltip')).toContainText('The space cannot be searched yet')
  await channels.fill('32')
  await expect(run).toHaveAttribute('aria-disabled', 'false')
  await expect(size(page)).toContainText('256')
  await page.getByRole('radiogroup', { name: 'Blocks of stage 1' }).getByLabel('3 blocks').click()
  await expect(size(page)).toContainText('1\u00a0024')
  await page.getByRole('button', { name: 'Remove stage 2' }).click()
  await expect(size(page)).toContainText('64')
})

test('an objective is a formula, and says when no architecture can keep it', async ({ page }) => {
  await page.goto(linkTo('spos'))
  await page.getByRole('button', { name: 'Objective Accuracy' }).click()
  await page.getByRole('menuitemradio', { name: /^Accuracy within limits/ }).click()
  await expect(page.getByRole('math')).toContainText('MACs ≤')
  await page.getByLabel('At most, MACs').fill('10')
  await expect(page.getByRole('alert')).toContainText('No architecture is that small')
})

test('a method that is set up by a link runs and shows what it found', async ({ page }) => {
  test.setTimeout(SEARCH_TIMEOUT + 60_000)
  const config = withMethod(withNamedSpace(presetConfig('tiny', 3), 'nas-bench-201'), 'evolution')
  const strategy = { ...config.strategy, batch: 4, childSteps: 2, judgeImages: 8, population: 2 }
  const small = { ...config, strategy, budget: { steps: 8 } }
  await page.goto(`/${encodeLink({ config: small })}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Found architecture' })).toBeVisible({
    timeout: SEARCH_TIMEOUT,
  })
  await expect(page.locator('pre')).toContainText('|+|')
  await expect(page.getByRole('img', { name: /^Found cell: 0 → 1/ })).toBeVisible()
})

test('architectures of every published form can be opened, and leave by link', async ({ page }) => {
  await page.goto('/')
  for (const [name, { text }] of Object.entries(PUBLISHED_ARCHITECTURES)) {
    await page.getByRole('button', { name: 'Open…' }).click()
    await page.getByLabel('Architecture as text').fill(text)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(page.locator('pre')).toHaveText(text)
    await expect(page.locator('.column-result svg.view').first(), name).toBeVisible()
  }
  await page.getByRole('button', { name: 'Search in its space' }).click()
  await expect(space(page, 'Chain of shuffle blocks')).toBeVisible()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const link = await copiedLink(page)
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.locator('pre')).toHaveText(PUBLISHED_ARCHITECTURES.SPOS.text)
})

/** Those that the design view's own tests do not look at. */
const SPACES_EDITED_HERE = [
  'nas-bench-201',
  'spos-widths',
  'mobile',
] as const satisfies readonly SpaceName[]

for (const name of SPACES_EDITED_HERE) {
  test(`no serious accessibility violation while editing ${name}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(linkTo(name))
    await expect(size(page)).toBeVisible()
    await expect(page.locator('pre')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
    ).toEqual([])
  })
}

function linkTo(name: SpaceName): string {
  return `/${encodeLink({ config: withNamedSpace(presetConfig('tiny', 1), name) })}`
}
