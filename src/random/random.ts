/**
 * One counter-based random stream: a value depends on its key and counter alone, so draws need no
 * state, can happen in any order, and a resumed run meets the same numbers as an unbroken one.
 *
 * The generator is MurmurHash3 (x86, 32 bits) with the key as its seed. It needs only u32 arithmetic,
 * so a WGSL kernel can mirror `randomBits` and `uniform` bit for bit.
 */

/** An unsigned 32-bit integer naming one stream. */
export type RandomKey = number

const LABEL_TAG = 0x6c61626c
const INDEX_TAG = 0x696e6478

/** The root key of a seed. Any finite integer is a seed; it is taken modulo 2³². */
export function randomKey(seed: number): RandomKey {
  return splitKey(0, seed)
}

/** An independent stream below `key`: one per purpose (a label) or per index (a step, an epoch). */
export function splitKey(key: RandomKey, part: string | number): RandomKey {
  if (typeof part === 'number') return finish(absorb(absorb(key, INDEX_TAG), part), 8)
  let hash = absorb(absorb(key, LABEL_TAG), part.length)
  for (let i = 0; i < part.length; i++) hash = absorb(hash, part.charCodeAt(i))
  return finish(hash, 8 + 4 * part.length)
}

/** 32 random bits as an unsigned integer. Counters are taken modulo 2³². */
export function randomBits(key: RandomKey, counter: number): number {
  return finish(absorb(key, counter), 4)
}

/** Uniform in [0, 1): the upper 24 bits, so the value is exact in 32-bit floats too. */
export function uniform(key: RandomKey, counter: number): number {
  return (randomBits(key, counter) >>> 8) * 2 ** -24
}

/** Uniform integer in [0, bound); the bias is below bound / 2³². */
export function randomInteger(key: RandomKey, counter: number, bound: number): number {
  return Math.floor(randomBits(key, counter) * 2 ** -32 * bound)
}

/**
 * Standard normal by the Box–Muller transform. It draws bits 2·counter and 2·counter + 1, so give
 * normals a key of their own.
 */
export function normal(key: RandomKey, counter: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(key, 2 * counter)))
  return radius * Math.cos(2 * Math.PI * uniform(key, 2 * counter + 1))
}

/** A uniform permutation of 0 … count − 1 (Fisher–Yates). */
export function shuffled(count: number, key: RandomKey): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let last = count - 1; last > 0; last--) {
    const other = randomInteger(key, last, last + 1)
    const moved = order[last] as number
    order[last] = order[other] as number
    order[other] = moved
  }
  return order
}

/** Takes one 32-bit block into the hash state. */
function absorb(hash: number, block: number): number {
  const mixed = Math.imul(rotateLeft(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)
  return (Math.imul(rotateLeft(hash ^ mixed, 13), 5) + 0xe6546b64) | 0
}

function finish(hash: number, bytes: number): number {
  let h = hash ^ bytes
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
