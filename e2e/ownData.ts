import { gzipSync, strToU8, zipSync } from 'fflate'
import { createTar } from 'nanotar'
import type { Page } from '@playwright/test'

export interface TestFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const CLASSES = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ')
const AREA = 32 * 32

/** One of CIFAR's batch files: stripes whose direction is their class. */
function cifarBatch(images: number, phase: number): Uint8Array {
  const record = 1 + 3 * AREA
  const bytes = new Uint8Array(images * record)
  for (let image = 0; image < images; image++) {
    const label = image % CLASSES.length
    bytes[image * record] = label
    for (let at = 0; at < 3 * AREA; at++) {
      const [x, y] = [at % 32, Math.floor((at % AREA) / 32)]
      const angle = (x * (label + 1) + y * (CLASSES.length - label)) / 9 + phase + image
      bytes[image * record + 1 + at] = 128 + 100 * Math.sin(angle + Math.floor(at / AREA))
    }
  }
  return bytes
}

/** CIFAR-10's binary version as its authors pack it, with 40 images a batch instead of 10,000. */
export function cifarArchive(): Uint8Array {
  const folder = 'cifar-10-batches-bin'
  const batches = [1, 2, 3, 4, 5].map((number) => ({
    name: `${folder}/data_batch_${number}.bin`,
    data: cifarBatch(40, number),
  }))
  const tar = createTar([
    ...batches,
    { name: `${folder}/test_batch.bin`, data: cifarBatch(40, 0) },
    { name: `${folder}/batches.meta.txt`, data: strToU8(`${CLASSES.join('\n')}\n\n`) },
  ])
  return gzipSync(new Uint8Array(tar))
}

/** A zip of pictures in a folder for each class; one of them is none. */
export async function pictureArchive(page: Page): Promise<Uint8Array> {
  const pictures = await page.evaluate(async () => {
    const made: Record<string, number[]> = {}
    for (const [name, hue] of [
      ['cat', 20],
      ['dog', 200],
    ] as const) {
      for (let number = 0; number < 10; number++) {
        const canvas = new OffscreenCanvas(60, 40)
        const context = canvas.getContext('2d')!
        context.fillStyle = `hsl(${hue} 80% ${20 + 6 * number}%)`
        context.fillRect(0, 0, 60, 40)
        const blob = await canvas.convertToBlob({ type: 'image/png' })
        made[`pets/${name}/${number}.png`] = [...new Uint8Array(await blob.arrayBuffer())]
      }
    }
    return made
  })
  const files = Object.entries(pictures).map(([path, bytes]) => [path, Uint8Array.from(bytes)])
  return zipSync({
    ...(Object.fromEntries(files) as Record<string, Uint8Array>),
    'pets/dog/broken.png': strToU8('no picture at all'),
  })
}

/** Drops files on the page, as a hand would. */
export async function dropFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (dropped) => {
      const data = new DataTransfer()
      for (const { name, bytes } of dropped) {
        const content = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))
        data.items.add(new File([content], name))
      }
      return data
    },
    files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') })),
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}
