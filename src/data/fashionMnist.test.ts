import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DataError } from './dataError'
import { loadFashionMnist } from './fashionMnist'

const BASE = 'http://data.test/fashion-mnist/'

type Serve = (name: string, bytes: Uint8Array<ArrayBuffer>) => Response | Promise<Response>
const asIs: Serve = (_, bytes) => new Response(bytes.slice())

/** A `fetch` that serves the shipped files through `serve`, and the names it was asked for. */
function serveFiles(serve: Serve): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.slice(BASE.length)
    asked.push(name)
    return serve(name, new Uint8Array(readFileSync(`public/data/fashion-mnist/${name}`)))
  })
  return asked
}

/** The Cache API, as a map. */
function stubCache(): Map<string, Uint8Array> {
  const entries = new Map<string, Uint8Array>()
  const cache = {
    match: async (url: string) => {
      const bytes = entries.get(url)
      return bytes && new Response(bytes.slice())
    },
    put: async (url: string, response: Response) =>
      void entries.set(url, new Uint8Array(await response.arrayBuffer())),
  }
  vi.stubGlobal('caches', { open: async () => cache })
  return entries
}

afterEach(() => vi.unstubAllGlobals())

const load = (trainImages: number, testImages: number, onFraction?: (fraction: number) => void) =>
  loadFashionMnist({ trainImages, testImages, baseUrl: BASE, onFraction })

describe('loadFashionMnist', () => {
  it('joins the first training and test images of the starter shard', async () => {
    const asked = serveFiles(asIs)
    const { data, trainImages, testImages, classNames } = await load(20, 10)
    expect(asked.every((name) => name === 'manifest.json' || name.startsWith('starter-'))).toBe(
      true,
    )
    expect({ trainImages, testImages, count: data.count }).toEqual({
      trainImages: 20,
      testImages: 10,
      count: 30,
    })
    expect(data.images).toHaveLength(30 * 784)
    expect(classNames[data.labels[0] as number]).toBe('Ankle boot')
    // The first test labels of Fashion-MNIST.
    expect([...data.labels.subarray(20)]).toEqual([9, 2, 1, 1, 6, 1, 4, 6, 5, 7])
    expect(data.mean[0]).toBeCloseTo(0.286, 4)
    expect(data.deviation[0]).toBeCloseTo(0.353, 4)
  })

  it('gives the same images from the full files', async () => {
    serveFiles(asIs)
    const starter = await load(1000, 1000)
    const full = await load(1000, 1001)
    expect(full.data.images.subarray(0, 2000 * 784)).toEqual(starter.data.images)
  }, 60_000)

  it('reports progress that grows to 1', async () => {
    serveFiles(asIs)
    const fractions: number[] = []
    await load(10, 10, (fraction) => fractions.push(fraction))
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('reads files that the server or browser has unpacked already', async () => {
    serveFiles((name, bytes) => new Response(name.endsWith('.gz') ? gunzipSync(bytes) : bytes))
    expect((await load(10, 10)).data.count).toBe(20)
  })

  it.each<[string, Serve]>([
    ['a missing file', () => new Response('', { status: 404 })],
    ['an unreachable server', () => Promise.reject(new TypeError('offline'))],
    ['a broken manifest', (name, bytes) => new Response(name === 'manifest.json' ? '{' : bytes)],
    [
      'a cut file',
      (name, bytes) => new Response(/images/.test(name) ? bytes.subarray(0, 500) : bytes),
    ],
    [
      'a flipped byte',
      (name, bytes) => {
        if (!name.endsWith('.gz')) return new Response(bytes.slice())
        const content = gunzipSync(bytes)
        content[100] = (content[100] as number) ^ 1
        return new Response(content)
      },
    ],
    [
      'a longer file',
      (name, bytes) => {
        const extra = [bytes.subarray(0), new Uint8Array(9)]
        return new Response(
          name.endsWith('.gz') ? Buffer.concat([gunzipSync(bytes), ...extra]) : bytes,
        )
      },
    ],
  ])('answers %s with a DataError', async (_, serve) => {
    serveFiles(serve)
    await expect(load(10, 10)).rejects.toBeInstanceOf(DataError)
  })

  it('refuses more images than there are', async () => {
    serveFiles(asIs)
    await expect(load(60_001, 10)).rejects.toThrow('60000 training')
  })

  it('works offline once loaded, and mends a damaged cache', async () => {
    const entries = stubCache()
    serveFiles(asIs)
    const online = await load(10, 10)
    serveFiles(() => Promise.reject(new TypeError('offline')))
    expect((await load(10, 10)).data.images).toEqual(online.data.images)

    for (const key of entries.keys()) {
      if (key.includes('test-') || key.includes('t10k-')) entries.set(key, new Uint8Array(3))
    }
    await expect(load(10, 10)).rejects.toBeInstanceOf(DataError)
    serveFiles(asIs)
    expect((await load(10, 10)).data.images).toEqual(online.data.images)
  })
})
