// npm install @tensorflow/tfjs-core @tensorflow/tfjs-converter @tensorflow/tfjs-backend-cpu
// node check.mjs
// Runs the network on the images of golden.json, and says how far its logits are off.
import { readFile } from 'node:fs/promises'
import '@tensorflow/tfjs-backend-cpu'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import * as tf from '@tensorflow/tfjs-core'

const read = (name) => readFile(new URL(name, import.meta.url))
const golden = JSON.parse(await read('golden.json'))
await tf.setBackend('cpu')
const { modelTopology, weightsManifest } = JSON.parse(await read('model.json'))
// Node has no fetch for files; on a page it is tf.loadGraphModel('model.json').
const model = await loadGraphModel({
  load: async () => ({
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(await read('weights.bin')).buffer,
  }),
})
const pixels = tf.tensor(golden.pixels, [golden.images, ...golden.shape], 'float32')
const found = [...(await model.execute({ pixels }, 'logits').data())]
