import type { StoredTensor } from './precision'

const ALIGNMENT = 8

const TYPES = { float32: 'F32', float16: 'F16', int8: 'I8' } as const

/** What the scale of a tensor of whole numbers is called. */
export const SCALE_SUFFIX = '_scale'

/**
 * Tensors as a safetensors file (huggingface/safetensors: length of the header as little-endian
 * 64 bits, header as JSON, then the tensors' bytes). A tensor of whole numbers is followed by its `_scale`.
 *
 * @param metadata strings that readers show, such as the genotype
 */
export function safetensors(
  stored: readonly StoredTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const tensors = stored.flatMap(withScale)
  let offset = 0
  const entries = tensors.map(({ name, shape, data, precision }) => {
    const begin = offset
    offset += data.byteLength
    return [name, { dtype: TYPES[precision], shape, data_offsets: [begin, offset] }] as const
  })
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
  const text = new TextEncoder().encode(json)
  const headerBytes = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT
  const file = new Uint8Array(8 + headerBytes + offset)
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true)
  // Spaces fill the header up, so that tensors start on a whole word.
  file.fill(0x20, 8, 8 + headerBytes)
  file.set(text, 8)
  let at = 8 + headerBytes
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return file
}

function withScale(tensor: StoredTensor): StoredTensor[] {
  if (tensor.precision !== 'int8') return [tensor]
  const data = Float32Array.of(tensor.scale)
  return [tensor, { name: tensor.name + SCALE_SUFFIX, shape: [1], precision: 'float32', data }]
}
