import { expect, test, type Page } from '@playwright/test'
import { dropFiles, pictureArchive } from './ownData'

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakeCamera] })
  },
})

/** Keys are heard once the page stands. */
async function openData(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await page.keyboard.press('d')
}

test('pictures in folders become images of one size, and are kept, renamed and deleted', async ({
  page,
}) => {
  await page.goto('/')
  await dropFiles(page, [{ name: 'pets.zip', bytes: await pictureArchive(page) }])
  const dialog = page.getByRole('dialog', { name: 'Data' })
  await expect(dialog.getByText('16 training and 4 test images of 2 classes')).toBeVisible()
  await expect(dialog.getByText('1 picture cannot be decoded')).toContainText('pets/dog/broken.png')
  await dialog.getByRole('radio', { name: '48 px' }).click()
  await expect(dialog.getByText('48 × 48, colour').first()).toBeVisible()
  await dialog.getByRole('radio', { name: 'Grey' }).click()
  await expect(dialog.getByText('48 × 48, grey').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Pets')
  await dialog.getByRole('button', { name: 'Keep and use' }).click()
  await expect(
    dialog.getByRole('row', { name: /Pets.*16 \+ 4.*48 × 48, grey.*in use/ }),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('48²').first()).toBeVisible()

  await page.reload()
  await openData(page)
  await dialog.getByRole('button', { name: 'Look at Pets' }).click()
  await expect(dialog.getByRole('img', { name: /Images of each class.*dog 8 \+ 2/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete Pets' }).click()
  await dialog.getByRole('button', { name: 'Really delete?' }).click()
  await expect(dialog.getByRole('row', { name: /Pets/ })).toBeHidden()
  await expect(dialog.getByText('its images are not in this browser')).toBeVisible()

  // Without its images a search says so, asks for them, and takes them in the form it had.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const failure = page.getByText('Nothing was lost. Drop their files on the page')
  await expect(failure).toBeAttached()
  await expect(dialog).toBeVisible()
  await dropFiles(page, [{ name: 'pets.zip', bytes: await pictureArchive(page) }])
  await expect(
    dialog.getByText('These are the images that the search was waiting for'),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep and use' }).click()
  await expect(failure).toBeHidden()
})

test('pictures of a few classes are taken with the camera', async ({ page }) => {
  await page.goto('/')
  await openData(page)
  const dialog = page.getByRole('dialog', { name: 'Data' })
  await dialog.getByRole('button', { name: 'Take pictures…' }).click()
  for (const name of ['Class 1', 'Class 2']) {
    const hold = dialog.getByRole('button', { name: `Hold to take pictures of ${name}` })
    await expect(hold).toBeEnabled()
    await hold.hover()
    await page.mouse.down()
    await expect(dialog.getByText(/\b([5-9]|\d\d) pictures/)).toHaveCount(
      name === 'Class 1' ? 1 : 2,
    )
    await page.mouse.up()
  }
  await dialog.getByRole('button', { name: 'Use pictures' }).click()
  await expect(dialog.getByText('Pictures taken one after another are alike')).toBeVisible()
  await expect(dialog.getByText(/training and \d+ test images of 2 classes/)).toBeVisible()
})
