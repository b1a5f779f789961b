/** MurmurHash3 of one counter, the same bits as src/random/random.ts. */
export const RANDOM_WGSL = `
fn randomBits(key: u32, counter: u32) -> u32 {
  let block = counter * 0xcc9e2d51u;
  var h = key ^ (((block << 15u) | (block >> 17u)) * 0x1b873593u);
  h = ((h << 13u) | (h >> 19u)) * 5u + 0xe6546b64u;
  h ^= 4u;
  h = (h ^ (h >> 16u)) * 0x85ebca6bu;
  h = (h ^ (h >> 13u)) * 0xc2b2ae35u;
  return h ^ (h >> 16u);
}
fn randomUniform(key: u32, counter: u32) -> f32 { return f32(randomBits(key, counter) >> 8u) * 0x1p-24; }`
