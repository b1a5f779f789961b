// node check.mjs: runs the network on the images of golden.json, and says how far its logits are off.
import { readFile } from 'node:fs/promises'

const { logits } = await import(new URL('network.mjs', import.meta.url))
const golden = JSON.parse(await readFile(new URL('golden.json', import.meta.url), 'utf8'))
const size = golden.pixels.length / golden.images
const found = Array.from({ length: golden.images }, (_, image) => [
  ...logits(golden.pixels.slice(image * size, (image + 1) * size)),
]).flat()
