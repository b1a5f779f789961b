import type { ExportedNetwork, ExportFormat } from './exportFormats'
import { inputShape } from './trainedNetwork'
import { usage } from './usage'

interface ReadmeOf {
  readonly format: ExportFormat
  readonly exported: ExportedNetwork
  /** Names of the files beside it. */
  readonly files: readonly string[]
}

/** What the files of an export are and how to use them, in Markdown. */
export function readme({ format, exported, files }: ReadmeOf): string {
  const code = format === 'onnx' || format === 'pytorch' ? 'python' : 'js'
  const language = format === 'retraining' ? 'sh' : code
  const check = files.find((name) => name.startsWith('check.'))
  return [
    `# ${exported.name}`,
    '',
    `${TITLES[format]}, made by NAS Playground.`,
    '',
    ...exported.facts.map((fact) => `- ${fact}`),
    '',
    '## Use',
    '',
    `\`\`\`${language}`,
    usage(format, exported),
    '```',
    '',
    ...layout(format, exported),
    ...(format === 'retraining' ? scaling(exported) : []),
    ...(check ? checking(check) : []),
    '## Files',
    '',
    ...files.map((name) => `- \`${name}\`: ${FILES[name] ?? 'see above'}`),
    '',
  ].join('\n')
}

const TITLES: Readonly<Record<ExportFormat, string>> = {
  genotype: 'An architecture as text',
  pytorch: 'A PyTorch module',
  onnx: 'An ONNX model',
  tfjs: 'A TensorFlow.js graph model',
  javascript: 'A network in plain JavaScript',
  retraining: 'A network to be trained with PyTorch, on one GPU or many',
}

const FILES: Readonly<Record<string, string>> = {
  'network.py': 'the network as an `nn.Module`, and what loads its weights and normalises images',
  'weights.safetensors': 'the weights',
  'model.onnx': 'the network, weights inside (operator set 13)',
  'model.json': 'the graph; it names the file of the weights, which must stay beside it',
  'weights.bin': 'the weights',
  'network.mjs': 'the network, weights inside; runs in every browser and in Node, without packages',
  'golden.json': 'a few images, normalised images and the logits that must come of them',
  'check.py': 'compares the network with `golden.json`',
  'check.mjs': 'compares the network with `golden.json`',
  'train.py': 'the training script',
  'config.json': 'network, data and recipe',
}

/** What goes in and comes out, to the letter. */
export function layout(format: ExportFormat, { network, data }: ExportedNetwork): string[] {
  if (format === 'genotype') return []
  const { height, width, channels } = inputShape(network)
  const classes = data.classNames.length
  const numbers = (values: readonly number[]) => values.map((each) => each.toFixed(4)).join(', ')
  const normalising = `(byte / 255 − mean) / std for each channel, mean ${numbers(data.mean)}, std ${numbers(data.deviation)}`
  const [before, first] = [
    `(N, ${channels}, ${height}, ${width})`,
    `[N, ${height}, ${width}, ${channels}]`,
  ]
  const input = {
    pytorch: `float32 ${before}, normalised: ${normalising}. \`normalise\` does that to bytes`,
    retraining: `float32 ${before}, normalised: ${normalising}. Sizes may be others`,
    onnx: `\`pixels\`, float32 ${before}, bytes 0 to 255 as they are. Normalising is part of the graph: ${normalising}`,
    tfjs: `\`pixels\`, float32 ${first}, bytes 0 to 255 as they are. Normalising is part of the graph: ${normalising}`,
    javascript: `bytes 0 to 255, ${height} × ${width} × ${channels}, rows of pixels of channels. Normalising is part of the network: ${normalising}`,
  }[format]
  return [
    `- Input: ${input}.`,
    `- Output: ${classes} logits, in the order ${data.classNames.join(', ')}.`,
    '',
  ]
}

function checking(check: string): string[] {
  return [
    '## Check',
    '',
    `\`${check === 'check.py' ? 'python3 check.py' : 'node check.mjs'}\` runs the network on the images of \`golden.json\` and prints the largest difference of its logits from those there; see the head of the script for what it needs.`,
    '',
  ]
}

function scaling({ network, data }: ExportedNetwork): string[] {
  const { channels } = inputShape(network)
  return [
    '## Data and scale',
    '',
    `- \`data.kind\` is \`cifar10\` or \`cifar100\` (the official archives, unpacked), \`idx\` (MNIST and its relatives) or \`folders\` (train/ and val/ with a folder per class, as ImageNet has them; needs torchvision). \`--data\` is the folder they are in.`,
    '- ImageNet: `--set data.kind=folders --set data.classes=1000 --set data.channels=3 --set data.size=224 --set data.random_resized_crop=true --set data.crop_padding=0 --set "data.mean=[0.485, 0.456, 0.406]" --set "data.std=[0.229, 0.224, 0.225]" --set recipe.cutout=0`; for networks of cells also `--set network.arguments.large_images=true --set network.arguments.cells=14 --set network.arguments.channels=48`.',
    '- `recipe.batch` is that of all processes together. Several machines: the usual `--nnodes`, `--node_rank` and `--rdzv_endpoint` of torchrun.',
    '- Checkpoints `last.pt` and `best.pt` go to `--output`. With `recipe.validation_images` above 0 so many training images are held out, and choose the best epoch; with 0 the last epoch counts, as published. Test images are looked at once, at the end.',
    `- The browser trained on ${data.title}, ${channels === 1 ? 'grey' : 'colour'} images of ${data.classNames.length} classes.`,
    '',
  ]
}
