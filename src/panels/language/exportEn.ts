import type { Texts } from './en'

/** English texts of exports, a namespace of its own that is loaded with them. */
export const exportEn = {
  title: 'Take it away',
  help: 'The network as files for other places. All of it is made in this browser; nothing is sent anywhere.',
  what: 'Network',
  shown: 'The architecture on screen, untrained',
  trained: '{{name}} – {{accuracy}} on test images',
  nothing:
    'There is no architecture on screen and no trained network yet. Run a search or open an architecture, then train it.',
  untrained:
    'This architecture has no weights of its own yet: a search shares its weights among all architectures. Its text, its code and the script that trains it at scale can be had at once; formats with weights after training.',
  train: 'Train it',
  format: 'Format',
  formats: {
    genotype: 'Architecture as text',
    pytorch: 'PyTorch',
    onnx: 'ONNX',
    tfjs: 'TensorFlow.js',
    javascript: 'Plain JavaScript',
    retraining: 'Retraining at scale',
  },
  files: {
    genotype: 'text',
    pytorch: 'module + safetensors',
    onnx: 'one file, opset 13',
    tfjs: 'graph model + weights',
    javascript: 'one module, no packages',
    retraining: 'torchrun script + config',
  },
  purpose: {
    genotype:
      'The architecture as published code writes it, to be opened here again, cited, or built by other code.',
    pytorch:
      'A self-contained module with its weights as safetensors: to fine-tune, to analyse, to go on from in Python. Nothing but torch is needed.',
    pytorchUntrained:
      'A self-contained module to train from scratch in Python. Nothing but torch is needed.',
    onnx: 'For runtimes on servers, phones and edge devices, and for converters. Normalising is part of the graph.',
    tfjs: 'For web pages that use TensorFlow.js: model.json and its weights, for tf.loadGraphModel. Normalising is part of the graph.',
    javascript:
      'One file that classifies images anywhere JavaScript runs, without any library. Slower than the others: one thread, no GPU.',
    retraining:
      'To train it longer and larger than a browser can, on one GPU or a cluster: as many processes as there are GPUs, mixed precision, cosine schedule with warm-up, drop-path, cutout, label smoothing, auxiliary head, averaged weights, checkpoints to go on from. CIFAR-10 and -100, MNIST-like files, or folders of images such as ImageNet.',
  },
  needsWeights: 'after training',
  precision: 'Weights',
  precisions: { float32: '32 bits', float16: '16 bits', int8: '8 bits' },
  precisionHelp:
    'Rounded are the numbers of filters; biases and batch norm stay in 32 bits. 8 bits have one scale for each tensor. All formats compute in single precision, so accuracy is the same in each.',
  columns: {
    weights: 'Weights',
    size: 'Size',
    accuracy: 'Test accuracy, 95 % interval',
    change: 'Change in points, 95 % interval',
  },
  size: '≈\u00a0{{size}}',
  sizeNote: 'Sizes are those of the numbers; names and graph come on top.',
  interval: '{{low}} to {{high}}',
  reference: 'reference',
  unmeasured: 'not measured',
  measuredOn: 'Measured on {{images}} test images, image by image against 32 bits.',
  measure: 'Measure the accuracy of each',
  measuring: {
    waiting: 'Waiting for the GPU',
    data: 'Loading test images',
    compile: 'Compiling the network',
    measure: 'Judging test images',
  },
  cancel: 'Cancel',
  failed: 'The measurement came to nothing: {{message}}',
  use: 'How to load it',
  copy: 'Copy',
  copied: 'Copied',
  forms: 'Ways it is published',
  form: {
    darts: 'DARTS',
    range: 'Forks of DARTS: concat as range',
    nested: 'khanrc/pt.darts: a list for each node',
    triples: 'FairDARTS: operation, node, input',
    own: 'Its own form',
  },
  layout: 'What goes in and out',
  input: 'Input',
  output: 'Output',
  layouts: {
    normalised:
      'float32, N × {{channels}} × {{height}} × {{width}}, normalised as below; network.normalise does it from bytes',
    bytesFirst:
      'pixels: float32, N × {{channels}} × {{height}} × {{width}}, bytes 0–255 as they are',
    bytesLast:
      'pixels: float32, N × {{height}} × {{width}} × {{channels}}, bytes 0–255 as they are',
    plain: 'bytes 0–255, {{height}} × {{width}} × {{channels}}, row by row',
  },
  normalising: 'Normalising',
  normalisingInside:
    '(byte / 255 − mean) / std, inside the network; mean {{mean}}, std {{deviation}}',
  normalisingBefore: '(byte / 255 − mean) / std; mean {{mean}}, std {{deviation}}',
  normalisingUnknown: '(byte / 255 − mean) / std, with the mean and std of the data; in the file',
  logits: '{{number}} logits: {{classes}}',
  contents: 'In the file',
  goldens:
    'golden.json has a few images with the logits that must come of them, and {{check}} compares the two.',
  making: 'Making the file',
  makingFailed: 'The file could not be made: {{message}}',
  save: 'Save {{name}}',
  bytes: { byte: '{{value}}\u00a0B', kilo: '{{value}}\u00a0kB', mega: '{{value}}\u00a0MB' },
} as const

export type ExportMessages = Texts<typeof exportEn>
