import { describe, expect, it } from 'vitest'
import { PRECISIONS, storedTensors } from './precision'
import { SCALE_SUFFIX, safetensors } from './safetensors'
import { someTrainedNetwork } from './trainedNetwork.fixture'

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

const BYTES: Readonly<Record<string, number>> = { F32: 4, F16: 2, I8: 1 }

function read(file: Uint8Array) {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<
    string,
    unknown
  >
  const { __metadata__: metadata, ...entries } = header
  return { metadata, entries: entries as Record<string, Entry>, body: file.subarray(8 + length) }
}

describe('a safetensors file', () => {
  const trained = someTrainedNetwork('spos', 9)

  it.each(PRECISIONS)('of %s weights has every tensor, one after another', (precision) => {
    const tensors = storedTensors(trained, precision)
    const { metadata, entries, body } = read(safetensors(tensors, { genotype: 'x' }))
    expect(metadata).toEqual({ genotype: 'x' })
    let end = 0
    for (const { dtype, shape, data_offsets: offsets } of Object.values(entries)) {
      const count = shape.reduce((product, size) => product * size, 1)
      expect(offsets).toEqual([end, end + count * (BYTES[dtype] ?? 0)])
      end = offsets[1]
    }
    expect(body.length).toBe(end)
    for (const tensor of tensors) {
      const entry = entries[tensor.name]!
      expect(entry.shape).toEqual(tensor.shape)
      const { buffer, byteOffset, byteLength } = tensor.data
      expect(body.subarray(...entry.data_offsets)).toEqual(
        new Uint8Array(buffer, byteOffset, byteLength),
      )
      expect(tensor.name + SCALE_SUFFIX in entries).toBe(tensor.precision === 'int8')
    }
  })
})
