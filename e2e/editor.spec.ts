import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { withNamedSpace } from '../src/run/methods'
import { presetConfig } from '../src/run/presets'
import { encodeLink } from '../src/share/link'
import { parseSpaceText, spaceText } from '../src/share/spaceFile'
import type { SpaceName } from '../src/space/spacePresets'

const design = (page: Page) => page.getByRole('region', { name: 'Design', exact: true })
const figures = (page: Page) =>
  page.getByRole('region', { name: 'What this space holds and costs' })
const edge = (page: Page, name: string) => page.getByRole('button', { name: `Edge ${name}:` })
const palette = (page: Page) => page.getByRole('dialog')
const inPalette = (page: Page, name: string) =>
  palette(page).getByRole('button', { name, exact: true })

test('a cell is designed by mouse: edges, nodes, the network; counted, kept and opened as a file', async ({
  page,
}) => {
  await openDesign(page, 'darts')
  // Seven operations besides none on each edge; nodes choose two of 2, 3 and 4 states; two cells.
  await expect(figures(page)).toContainText('4 484 577 053 124'.replaceAll(' ', '\u00a0'))
  await edge(page, 'cₖ₋₂ → 0').click()
  await inPalette(page, 'skip').click()
  await inPalette(page, 'sep 3×3').click()
  // The first node of each cell has 5 · 7 choices in place of 7 · 7.
  const fewer = exactCount((7n * 5n * 3n * 49n * 6n * 49n) ** 2n)
  await expect(figures(page)).toContainText(fewer)
  await page.keyboard.press('Escape')
  await expect(edge(page, 'cₖ₋₂ → 0')).toBeFocused()

  await edge(page, 'cₖ₋₁ → 2').click({ modifiers: ['Shift'] })
  await edge(page, '0 → 2').click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Candidates…' }).click()
  await inPalette(page, 'Forbid').click()
  await page.keyboard.press('Escape')
  await expect(edge(page, '0 → 2')).toHaveAccessibleName(/forbidden/)
  // Node 2 has one pair of states left.
  await expect(figures(page)).toContainText(exactCount((7n * 5n * 3n * 49n * 49n) ** 2n))
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(figures(page)).toContainText(fewer)

  await dragBy(page, page.getByRole('button', { name: 'Node 2', exact: true }), -230, 0)
  await expect(edge(page, 'cₖ₋₂ → 0')).toHaveAccessibleName(/6 candidates/)
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Add a node' }).click()
  await expect(page.getByRole('button', { name: 'Node 3', exact: true })).toBeFocused()

  const cells = page.getByRole('slider', { name: 'Cells', exact: true }).last()
  await expect(cells).toHaveAttribute('aria-valuenow', '3')
  await dragBy(page, cells, 130, 0)
  await expect(cells).not.toHaveAttribute('aria-valuenow', '3')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as JSON' }).click()
  const saved = await readFile(await (await download).path(), 'utf8')
  const result = parseSpaceText(saved)
  expect(result).toMatchObject({ ok: true, space: { kind: 'cell', nodes: 4 } })
  await page.getByRole('button', { name: 'Free all' }).click()
  await expect(page.getByRole('button', { name: 'Free all' })).toBeHidden()
  const input = page.getByLabel('Open a space…')
  await input.setInputFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: Buffer.from(saved),
  })
  await expect(edge(page, 'cₖ₋₂ → 0')).toHaveAccessibleName(/6 candidates/)
  await input.setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{'),
  })
  await expect(page.getByRole('alert')).toContainText('not a space that can be opened')
})

test('a cell is designed by keyboard alone, and says why it cannot be searched', async ({
  page,
}) => {
  await openDesign(page, 'nas-bench-201')
  const first = edge(page, '0 → 1')
  await expect(figures(page)).toContainText('15\u00a0625')
  await first.focus()
  await page.keyboard.press('Delete')
  await expect(first).toHaveAccessibleName(/forbidden/)
  await expect(figures(page)).toContainText('3\u00a0125')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(page.getByText('2 edges selected')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alert')).toContainText('cut the cell’s output off')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await expect(run).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Control+z')
  await expect(run).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(edge(page, '0 → 3')).toBeFocused()

  await page.keyboard.press('Control+z')
  await openDesign(page, 'darts')
  await page.getByRole('button', { name: 'Node 0', exact: true }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Delete')
  await expect(edge(page, 'cₖ₋₁ → 0')).toHaveAccessibleName(/forbidden/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByRole('button', { name: 'Node 1', exact: true })).toBeFocused()
  await expect(edge(page, 'cₖ₋₁ → 1')).toHaveAccessibleName(/forbidden/)
  await page.keyboard.press('Delete')
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: 'Node 2', exact: true })).toBeFocused()
  await expect(figures(page)).toContainText('4\u00a0484\u00a0577\u00a0053\u00a0124')
})

for (const [name, colorScheme] of [
  ['darts', 'dark'],
  ['enas-micro', 'light'],
  ['enas-macro', 'dark'],
  ['spos', 'light'],
] as const) {
  test(`no serious accessibility violation in the design of ${name}, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openDesign(page, name)
    expect(await seriousViolations(page)).toEqual([])
    await page.locator('[data-at^="edge"], [data-at^="layer"], [data-at^="block"]').first().click()
    await expect(palette(page)).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
  })
}

test('a dropped file opens, and chains of layers and blocks are designed like cells', async ({
  page,
}) => {
  await openDesign(page, 'enas-macro')
  await page.getByRole('button', { name: 'Layer 0: every candidate' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Delete')
  await expect(
    page.getByRole('button', { name: 'Skip from layer 0 to layer 1: forbidden' }),
  ).toBeFocused()
  // 6 layers of 6 operations and 14 free skips.
  await expect(figures(page)).toContainText(exactCount(6n ** 6n * 2n ** 14n))

  const { space } = withNamedSpace(presetConfig('tiny', 1), 'spos')
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'chain.json', { type: 'application/json' }))
    return data
  }, spaceText(space))
  await design(page).dispatchEvent('drop', { dataTransfer: transfer })
  await expect(figures(page)).toContainText('256')
  await page.getByRole('button', { name: 'Stage 1, block 2: every candidate' }).click()
  await inPalette(page, 'xception').click()
  await page.keyboard.press('Escape')
  await expect(figures(page)).toContainText('192')
  const channels = page.getByRole('slider', { name: 'Channels of stage 2' })
  await channels.focus()
  await page.keyboard.press('ArrowUp')
  await expect(channels).toHaveAttribute('aria-valuenow', '36')
  await page.getByRole('button', { name: /^Stage 1: drag it/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: /^Stage 2, block 2: 3 candidates/ })).toBeVisible()
})

async function openDesign(page: Page, name: SpaceName): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`/${encodeLink({ config: withNamedSpace(presetConfig('tiny', 1), name) })}`)
  await expect(page.getByRole('button', { name: 'Design by hand' })).toBeVisible()
  await page.keyboard.press('e')
  await expect(figures(page)).toBeVisible()
}

async function dragBy(page: Page, what: ReturnType<Page['locator']>, x: number, y: number) {
  await what.scrollIntoViewIfNeeded()
  const box = await what.boundingBox()
  if (!box) throw new Error('There is nothing to drag')
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (const share of [0.25, 0.5, 0.75, 1])
    await page.mouse.move(from.x + share * x, from.y + share * y)
  await page.mouse.up()
}

const exactCount = (count: bigint) => count.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
