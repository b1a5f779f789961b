// npm install onnxruntime-web; node check.mjs
// Runs the network on the images of golden.json, and says how far its logits are off.
import { readFile } from 'node:fs/promises'
import * as ort from 'onnxruntime-web'

const read = (name) => readFile(new URL(name, import.meta.url))
const golden = JSON.parse(await read('golden.json'))
const [height, width, channels] = golden.shape
const area = height * width
// The file has channels before rows.
const pixels = Float32Array.from(golden.pixels, (_, index) => {
  const image = Math.floor(index / (area * channels))
  const channel = Math.floor(index / area) % channels
  return golden.pixels[(image * area + (index % area)) * channels + channel]
})
const session = await ort.InferenceSession.create(await read('model.onnx'))
const dims = [golden.images, channels, height, width]
const results = await session.run({ pixels: new ort.Tensor('float32', pixels, dims) })
const found = [...results.logits.data]
