import { strToU8, zipSync } from 'fflate'
import type { ExportedNetwork, ExportFormat } from './exportFormats'
import { fileStem } from './exportFormats'
import { golden, type GoldenImages } from './golden'
import checkOnnx from './javascript/checkOnnx.js?raw'
import checkPlain from './javascript/checkPlain.js?raw'
import checkTfjs from './javascript/checkTfjs.js?raw'
import compare from './javascript/compare.js?raw'
import { moduleOf } from './moduleOf'
import { plainJavascript } from './plainJavascript'
import { roundedTo, storedTensors, type Precision } from './precision'
import checkPytorch from './python/check.py?raw'
import trainScript from './python/train.py?raw'
import { readme } from './readme'
import { retrainingConfig } from './retraining'
import { safetensors } from './safetensors'
import type { TrainedNetwork } from './trainedNetwork'

export interface ExportRequest {
  readonly exported: ExportedNetwork
  readonly format: ExportFormat
  readonly precision: Precision
  /** Null where nothing was trained. */
  readonly images: GoldenImages | null
}

/** One file to save, and what is in it. */
export interface ExportArchive {
  readonly fileName: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

type Files = Record<string, string | Uint8Array>

const CHECKABLE_PRECISION: Precision = 'float32'

/**
 * A network in a format, as one file: text by itself, all else as a zip that also has some images with
 * the logits that must come of them, a script that checks that, and a readme.
 *
 * @throws Error when the format needs weights and there are none
 */
export async function exportArchive(request: ExportRequest): Promise<ExportArchive> {
  const { exported, format } = request
  const stem = fileStem(exported.name)
  if (format === 'genotype') {
    const bytes = strToU8(`${textOf(exported)}\n`)
    const fileName = `${stem}-genotype.txt`
    return { fileName, type: 'text/plain', bytes, files: [{ name: fileName, bytes: bytes.length }] }
  }
  const files = await filesOf(request)
  const all: Files = {
    ...files,
    'README.md': readme({ format, exported, files: Object.keys(files) }),
  }
  const contents = Object.entries(all).map(
    ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
  )
  const folder = `${stem}-${format}`
  const bytes = zipSync(
    Object.fromEntries(contents.map(([name, content]) => [`${folder}/${name}`, content])),
  )
  return {
    fileName: `${folder}.zip`,
    type: 'application/zip',
    bytes,
    files: contents.map(([name, content]) => ({ name, bytes: content.length })),
  }
}

/** The architecture as published code writes it. */
export function textOf({ subject }: Pick<ExportedNetwork, 'subject'>): string {
  return subject.kind === 'reference' ? subject.name : subject.text
}

async function filesOf({ exported, format, precision, images }: ExportRequest): Promise<Files> {
  const header = [exported.name, '', ...exported.facts, '', 'Made by NAS Playground.']
  const trained = trainedNetwork(exported)
  const goldens = (kept: Precision): Files =>
    images ? { 'golden.json': JSON.stringify(golden(roundedTo(trained, kept), images)) } : {}
  const weights = (kept: Precision): Files =>
    images
      ? {
          'weights.safetensors': safetensors(storedTensors(trained, kept), {
            architecture: textOf(exported),
            classes: JSON.stringify(exported.data.classNames),
          }),
          'check.py': checkPytorch,
          ...goldens(kept),
        }
      : {}
  switch (format) {
    case 'genotype':
      return {}
    case 'pytorch':
      return { 'network.py': moduleOf(exported.subject, trained, header), ...weights(precision) }
    case 'retraining':
      return {
        'network.py': moduleOf(
          exported.subject,
          { ...trained, network: exported.trainable },
          header,
        ),
        'train.py': trainScript,
        'config.json': `${JSON.stringify(retrainingConfig(exported), null, 2)}\n`,
        ...weights(CHECKABLE_PRECISION),
      }
    case 'onnx': {
      requireWeights(exported)
      const { onnxModel } = await import('./onnx')
      return {
        'model.onnx': onnxModel(trained, precision),
        'check.mjs': checkOnnx + compare,
        ...goldens(precision),
      }
    }
    case 'tfjs': {
      requireWeights(exported)
      const { tfjsModel, TFJS_WEIGHTS_FILE } = await import('./tfjsModel')
      const { json, weights: numbers } = tfjsModel(trained, precision)
      return {
        'model.json': json,
        [TFJS_WEIGHTS_FILE]: numbers,
        'check.mjs': checkTfjs + compare,
        ...goldens(precision),
      }
    }
    case 'javascript':
      requireWeights(exported)
      return {
        'network.mjs': plainJavascript(trained, header, precision),
        'check.mjs': checkPlain + compare,
        ...goldens(precision),
      }
  }
}

function requireWeights({ trained, name }: ExportedNetwork): void {
  if (!trained) throw new Error(`${name} has no weights yet: train it first`)
}

/** Before training there are no weights to write, but what is written needs none. */
function trainedNetwork({ name, network, trained, data }: ExportedNetwork): TrainedNetwork {
  const { mean, deviation, classNames } = data
  return {
    network,
    name: fileStem(name),
    weights: trained?.weights ?? new Float32Array(0),
    runningStatistics: trained?.runningStatistics ?? new Float32Array(0),
    mean,
    deviation,
    classNames,
  }
}
