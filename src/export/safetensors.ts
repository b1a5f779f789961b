import type { NamedTensor } from './trainedNetwork'

const ALIGNMENT = 8

/**
 * Tensors as a safetensors file (huggingface/safetensors: length of the header as little-endian
 * 64 bits, header as JSON, then the tensors' bytes).
 *
 * @param metadata strings that readers show, such as the genotype
 */
export function safetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let offset = 0
  const entries = tensors.map(({ name, shape, data }) => {
    const begin = offset
    offset += data.byteLength
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const
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
