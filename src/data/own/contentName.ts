import { DataError } from '../dataError'

/** Lower-case hex. @throws DataError where the page is not served over HTTPS or from this machine */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle
  if (!subtle) {
    throw new DataError('Browsers keep data only for pages served over HTTPS or from this machine')
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The name of data by its content: `facts` is all that tells it from other data, as plain JSON. */
export async function contentName(facts: unknown): Promise<string> {
  const hash = await sha256(new TextEncoder().encode(JSON.stringify(facts)))
  return `own-${hash.slice(0, 16)}`
}
