import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { buildTrainable } from '../network/trainingNetworks'
import { exportArchive } from './archive'
import { EXPORT_FORMATS, weightBytes, type ExportedNetwork } from './exportFormats'
import { storedTensors, PRECISIONS } from './precision'
import { EVERY_SUBJECT, somePixels, trainedSubject } from './subjects.fixture'
import { inputShape } from './trainedNetwork'

function exported(name: string): ExportedNetwork {
  const subject = EVERY_SUBJECT[name]!
  const trained = trainedSubject(subject, name, 4)
  const { network, mean, deviation, classNames } = trained
  const parts = { dropPath: true, auxiliary: false }
  return {
    name: 'Ein Netz: №1',
    subject,
    network,
    trainable: buildTrainable(subject, inputShape(network), classNames.length, parts),
    trained,
    facts: ['Test accuracy 12.3 %'],
    seed: 7,
    data: {
      title: 'CIFAR-10',
      classNames,
      mean,
      deviation,
      augmentation: { cropPadding: 0, flip: false },
    },
  }
}

async function unpacked(request: Parameters<typeof exportArchive>[0]) {
  const { bytes, files, fileName } = await exportArchive(request)
  const entries = Object.entries(unzipSync(bytes)).map(
    ([path, content]) => [path.split('/').at(-1)!, content] as const,
  )
  expect(entries.map(([name, content]) => ({ name, bytes: content.length }))).toEqual(files)
  return { fileName, files: Object.fromEntries(entries) as Record<string, Uint8Array> }
}

const imagesOf = (network: ExportedNetwork) => ({
  pixels: somePixels({ ...trainedSubject(network.subject, '', 4) }),
  labels: [2, null],
})

const FILES = {
  pytorch: ['network.py', 'weights.safetensors', 'check.py', 'golden.json', 'README.md'],
  onnx: ['model.onnx', 'check.mjs', 'golden.json', 'README.md'],
  tfjs: ['model.json', 'weights.bin', 'check.mjs', 'golden.json', 'README.md'],
  javascript: ['network.mjs', 'check.mjs', 'golden.json', 'README.md'],
  retraining: [
    'network.py',
    'train.py',
    'config.json',
    'weights.safetensors',
    'check.py',
    'golden.json',
    'README.md',
  ],
} as const

describe('an export', () => {
  const network = exported('DARTS_V2')
  const images = imagesOf(network)

  it.each(EXPORT_FORMATS.filter((format) => format !== 'genotype'))(
    'as %s has all that it takes, and logits to check it by',
    async (format) => {
      const request = { exported: network, format, precision: 'float32', images } as const
      const { fileName, files } = await unpacked(request)
      expect(fileName).toBe(`ein-netz-no1-${format}.zip`)
      expect(Object.keys(files)).toEqual(FILES[format])
      const golden = JSON.parse(strFromU8(files['golden.json']!)) as { logits: number[] }
      expect(golden.logits).toHaveLength(10)
      const { files: again } = await unpacked({ ...request, format: 'javascript' })
      expect(JSON.parse(strFromU8(again['golden.json']!))).toEqual(golden)
      expect(strFromU8(files['README.md']!)).toContain('- Test accuracy 12.3 %')
    },
  )

  it('as text is the genotype by itself', async () => {
    const { fileName, bytes } = await exportArchive({
      exported: network,
      format: 'genotype',
      precision: 'float32',
      images: null,
    })
    expect(fileName).toBe('ein-netz-no1-genotype.txt')
    expect(strFromU8(bytes)).toMatch(/^Genotype\(normal=.*\)\n$/)
  })

  it('for retraining scales cells up, and leaves other networks their size', async () => {
    const config = async (of: ExportedNetwork) => {
      const request = { format: 'retraining', precision: 'float32', images: null } as const
      const { files } = await unpacked({ ...request, exported: of })
      return JSON.parse(strFromU8(files['config.json']!)) as Record<string, object>
    }
    expect(await config(network)).toMatchObject({
      seed: 7,
      architecture: expect.stringMatching(/^Genotype/) as string,
      network: { arguments: { cells: 20, channels: 36, auxiliary: true } },
      data: { kind: 'folders', classes: 5, channels: 3, size: 16 },
      recipe: { epochs: 600, drop_path: 0.2, auxiliary_weight: 0.4 },
    })
    const resnet = await config(exported('resnet'))
    expect(resnet['network']).toEqual({ module: 'network.py', arguments: {} })
    expect(resnet['recipe']).toMatchObject({ auxiliary_weight: 0 })
  })

  it('without weights is code alone, and no format that needs them', async () => {
    const untrained = { ...network, trained: null }
    const request = { exported: untrained, precision: 'float32', images: null } as const
    const { files } = await unpacked({ ...request, format: 'pytorch' })
    expect(Object.keys(files)).toEqual(['network.py', 'README.md'])
    for (const format of ['onnx', 'tfjs', 'javascript'] as const) {
      await expect(exportArchive({ ...request, format })).rejects.toThrow(/train it first/)
    }
  })

  it.each(PRECISIONS)('has as many bytes of %s numbers as is said', (precision) => {
    const trained = trainedSubject(network.subject, '', 4)
    const bytes = storedTensors(trained, precision).reduce(
      (sum, tensor) => sum + tensor.data.byteLength + (tensor.precision === 'int8' ? 4 : 0),
      0,
    )
    expect(weightBytes(network.network, trained.runningStatistics.length, precision)).toBe(bytes)
  })
})
