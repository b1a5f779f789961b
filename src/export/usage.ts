import type { ExportFormat } from './exportFormats'

/** How a format's files are loaded: a few lines to copy. */
export const USAGE: Readonly<Record<ExportFormat, string>> = {
  genotype: `from genotypes import Genotype  # of quark0/darts
genotype = eval(open('genotype.txt').read())`,
  pytorch: `import network
model = network.load('weights.safetensors')
logits = model(network.normalise(images))  # uint8 (N, C, H, W)`,
  onnx: `import onnxruntime
session = onnxruntime.InferenceSession('model.onnx')
(logits,) = session.run(['logits'], {'pixels': images})  # float32 (N, C, H, W), 0 to 255`,
  tfjs: `import * as tf from '@tensorflow/tfjs'
const model = await tf.loadGraphModel('model.json')
const logits = model.execute({ pixels }, 'logits') // float32 [N, H, W, C], 0 to 255`,
  javascript: `import { classify } from './network.mjs'
const ranked = classify(pixels) // bytes, height × width × channels
console.log(ranked[0]) // [class, probability]`,
  retraining: `torchrun --standalone --nproc_per_node=8 train.py --data /path/to/data
# again with the same --output goes on from the last epoch; any setting can be changed:
torchrun --standalone --nproc_per_node=8 train.py --data /path/to/data --set recipe.epochs=100`,
}

/** Of text that is no DARTS genotype: the space that it is of says how to read it. */
export const TEXT_USAGE = `text = open('genotype.txt').read()`
