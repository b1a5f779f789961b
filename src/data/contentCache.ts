/**
 * Unpacked files in the browser's Cache API, so that a data set is fetched once and works offline.
 * A cache is a convenience: whatever goes wrong with it counts as a miss.
 */

const CACHE_NAME = 'nas-playground-data-1'

async function openCache(): Promise<Cache | null> {
  if (!('caches' in globalThis)) return null
  return caches.open(CACHE_NAME).catch(() => null)
}

/** The bytes stored under `url`, or null. */
export async function readCached(url: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await (await openCache())?.match(url)
    return response ? new Uint8Array(await response.arrayBuffer()) : null
  } catch {
    return null
  }
}

/** Stores bytes under `url`; does nothing when there is no cache or no room. */
export async function writeCached(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await (await openCache())?.put(url, new Response(bytes))
  } catch {
    // No room, or storage is blocked: the next visit fetches again.
  }
}
