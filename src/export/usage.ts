import type { TrainingSubject } from '../run/training'
import type { ExportFormat } from './exportFormats'

const USAGE: Readonly<Record<Exclude<ExportFormat, 'genotype'>, string>> = {
  pytorch: `import network
model = network.load('weights.safetensors')
logits = model(network.normalise(images))  # uint8 (N, C, H, W)`,
  onnx: `import onnxruntime
session = onnxruntime.InferenceSession('model.onnx')
(logits,) = session.run(None, {'pixels': images})  # float32 (N, C, H, W), 0 to 255`,
  tfjs: `import * as tf from '@tensorflow/tfjs'
const model = await tf.loadGraphModel('model.json')
const logits = model.execute({ pixels }, 'logits') // float32 [N, H, W, C], 0 to 255`,
  javascript: `import { classify } from './network.mjs'
const ranked = classify(pixels) // bytes, height × width × channels
console.log(ranked[0]) // [class, probability]`,
  retraining: `torchrun --standalone --nproc_per_node=8 train.py --data /path/to/data --output run
# again with the same --output: goes on after the last whole epoch
torchrun --standalone --nproc_per_node=8 train.py --data /path/to/data --set recipe.epochs=100`,
}

/** How a format's files are loaded: a few lines to copy. */
export function usage(format: ExportFormat, { subject, trained }: UsedNetwork): string {
  if (format === 'genotype') return textUsage(subject)
  return format === 'pytorch' && !trained ? UNTRAINED_MODULE : USAGE[format]
}

interface UsedNetwork {
  readonly subject: TrainingSubject
  /** Null before it was trained. */
  readonly trained: object | null
}

const UNTRAINED_MODULE = `import network
model = network.Network()  # classes and image_channels may be others
logits = model(network.normalise(images))  # uint8 (N, C, H, W)`

/** How the published code of a space takes its text. */
function textUsage(subject: TrainingSubject): string {
  const darts = `# quark0/darts: at the end of cnn/genotypes.py
FOUND = …  # this text
# python cnn/train.py --auxiliary --cutout --arch FOUND`
  if (subject.kind === 'cells') return darts
  if (subject.kind === 'reference') return '# a network made by hand, known by this name here alone'
  switch (subject.space.kind) {
    case 'cell':
      return darts
    case 'enas-cell':
      return `# melodyguan/enas: in scripts/cifar10_micro_final.sh
fixed_arc="…"  # this text, in one line
./scripts/cifar10_micro_final.sh`
    case 'enas-macro':
      return `# melodyguan/enas: in scripts/cifar10_macro_final.sh
fixed_arc="…"  # this text, in one line
./scripts/cifar10_macro_final.sh`
    case 'nas-bench-201':
      return `from nats_bench import create  # NATS-Bench, of NAS-Bench-201's size alone
api = create(None, 'tss', fast_mode=True)
index = api.query_index_by_arch(open('genotype.txt').read().strip())`
    case 'chain':
      return `import ast
choices = ast.literal_eval(open('genotype.txt').read())
# one number for each block: which of the space's choices it is`
  }
}
