import { expect, test, type Page } from '@playwright/test'
import { copiedLink } from './copiedLink'

const DARTS_V2 =
  "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])"
/** A cell of PC-DARTS' kind, concat as a range, as forks of DARTS print it. */
const WITH_RANGE =
  "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 1), ('skip_connect', 0), ('sep_conv_3x3', 2), ('skip_connect', 0), ('skip_connect', 1)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 0), ('skip_connect', 3), ('skip_connect', 2)], reduce_concat=range(2, 6))"

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const result = (page: Page) => page.getByRole('region', { name: 'Result' })

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Open…' }).click()
  await page.getByLabel('Architecture as text').fill(text)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

for (const [name, text] of Object.entries({ DARTS_V2, WITH_RANGE })) {
  test(`a pasted ${name} is drawn and survives a link round trip`, async ({ page, context }) => {
    await page.goto('/')
    await paste(page, text)

    const search = page.getByRole('region', { name: 'Search', exact: true })
    await expect(
      search.getByRole('img', { name: /^Normal cell: 4 nodes.*skip connection/ }),
    ).toBeVisible()
    await expect(
      search.getByRole('img', { name: /^Reduction cell: 4 nodes.*max pooling/ }),
    ).toBeVisible()
    const shown = await result(page).locator('pre').innerText()
    expect(shown).toBe(text.replaceAll('range(2, 6)', '[2, 3, 4, 5]'))

    const link = await copiedLink(page)
    expect(link.length).toBeLessThanOrEqual(2000)
    const opened = await context.newPage()
    const workers: string[] = []
    opened.on('worker', (worker) => workers.push(worker.url()))
    await opened.goto(link)
    await expect(result(opened).locator('pre')).toHaveText(shown)
    await expect(opened.getByRole('heading', { name: 'From a link' })).toBeVisible()
    expect(workers, 'the cell is shown before any worker is loaded').toEqual([])
  })
}

for (const name of ['NASNet', 'AmoebaNet', 'DARTS_V1']) {
  test(`the published ${name} is drawn with operations outside the search set`, async ({
    page,
  }) => {
    await page.goto('/')
    await expect(page.getByRole('main')).toBeVisible()
    await page.keyboard.press('g')
    await page.getByRole('dialog').getByRole('button', { name }).click()
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
    await expect(page.locator('.imported-cells svg.cell-graph')).toHaveCount(2)
    const link = await copiedLink(page)
    const before = await result(page).locator('pre').innerText()
    await page.goto('about:blank')
    await page.goto(link)
    await expect(result(page).locator('pre')).toHaveText(before)
  })
}

test('text that is no genotype is refused, with the reason, and nothing changes', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Open…' }).click()
  await page.getByLabel('Architecture as text').fill("Genotype(normal=[('conv_9x9', 0)])")
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('not an architecture')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

for (const hash of ['#v1:@@@', '#v1:', '#v99:AAAA', '#nonsense', `#v1:${'A'.repeat(50_000)}`]) {
  test(`a malformed link ${hash.slice(0, 12)} gives a clear message and a working page`, async ({
    page,
  }) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(`/${hash}`)
    const notice = page.getByRole('alert').filter({ hasText: 'This link cannot be read.' })
    await expect(notice).toBeVisible()
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await expect(notice).toBeHidden()
    await paste(page, DARTS_V2)
    await expect(result(page).locator('pre')).toHaveText(DARTS_V2)
    expect(problems).toEqual([])
  })
}

test('a link put into the address of an open page is followed', async ({ page }) => {
  await page.goto('/')
  await paste(page, DARTS_V2)
  const link = await copiedLink(page)
  await page.getByRole('button', { name: 'Back to the run' }).click()
  await page.evaluate(() => (location.hash = ''))
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash)
  await expect(result(page).locator('pre')).toHaveText(DARTS_V2)
})
