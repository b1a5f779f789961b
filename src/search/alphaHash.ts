const OFFSET_BASIS = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n

/** FNV-1a with 64 bits, as 16 hex digits. */
export function fnv1a(bytes: Uint8Array): string {
  let hash = OFFSET_BASIS
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME)
  return hash.toString(16).padStart(16, '0')
}

/** Equal for equal bits of the alphas, and for them alone. */
export function alphaHash(alphas: Float32Array): string {
  return fnv1a(new Uint8Array(alphas.buffer, alphas.byteOffset, alphas.byteLength))
}
