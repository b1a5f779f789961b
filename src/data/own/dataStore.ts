import { openDB, type IDBPDatabase } from 'idb'
import type { KeptData } from '../../run/ownData'
import { parseKeptData } from '../../run/ownDataSchema'
import { DataError } from '../dataError'

/** Where the browser keeps data that someone brought: descriptions, and images beside them. */
export interface DataStore {
  list(): Promise<readonly KeptData[]>
  find(name: string): Promise<KeptData | null>
  /** Bytes of a data set from `start` to before `end`. @throws DataError when they are not there */
  read(name: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
  /** @throws DataError when there is no room */
  write(data: KeptData, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Replaces the description alone. */
  describe(data: KeptData): Promise<void>
  remove(name: string): Promise<void>
}

const FOLDER = 'data-sets'

let store: Promise<DataStore> | null = null

/** The browser's file system of the page's own (OPFS), or IndexedDB where there is none to write. */
export function openDataStore(): Promise<DataStore> {
  store ??= open()
  return store
}

async function open(): Promise<DataStore> {
  try {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle(FOLDER, { create: true })
    if ('createWritable' in FileSystemFileHandle.prototype) return new FileStore(folder)
  } catch {
    // Private windows of some browsers have none.
  }
  return new DatabaseStore()
}

/** Two files for each data set; the description is written last, so that what is listed is whole. */
class FileStore implements DataStore {
  constructor(private readonly folder: FileSystemDirectoryHandle) {}

  async list(): Promise<readonly KeptData[]> {
    const kept: KeptData[] = []
    for await (const file of this.folder.keys()) {
      const data = file.endsWith('.json') ? await this.find(file.slice(0, -5)) : null
      if (data) kept.push(data)
    }
    return newestFirst(kept)
  }

  async find(name: string): Promise<KeptData | null> {
    const file = await this.file(`${name}.json`)
    if (!file) return null
    try {
      return parseKeptData(JSON.parse(await file.text()))
    } catch {
      return null
    }
  }

  async read(name: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const file = await this.file(`${name}.bin`)
    if (!file || file.size < end)
      throw new DataError('The images that were kept are gone or damaged')
    return new Uint8Array(await file.slice(start, end).arrayBuffer())
  }

  async write(data: KeptData, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await this.put(`${data.name}.bin`, bytes)
      await this.describe(data)
    } catch (cause) {
      await this.remove(data.name)
      throw noRoom(data, cause)
    }
  }

  async describe(data: KeptData): Promise<void> {
    await this.put(`${data.name}.json`, JSON.stringify(data))
  }

  async remove(name: string): Promise<void> {
    for (const file of [`${name}.json`, `${name}.bin`]) {
      await this.folder.removeEntry(file).catch(() => undefined)
    }
  }

  private async put(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
    const handle = await this.folder.getFileHandle(name, { create: true })
    const stream = await handle.createWritable()
    await stream.write(content)
    await stream.close()
  }

  private file(name: string): Promise<File | null> {
    return this.folder.getFileHandle(name).then(
      (handle) => handle.getFile(),
      () => null,
    )
  }
}

const DATABASE = 'nas-playground-data'
const DESCRIPTIONS = 'descriptions'
const IMAGES = 'images'

class DatabaseStore implements DataStore {
  private opened: Promise<IDBPDatabase> | null = null

  async list(): Promise<readonly KeptData[]> {
    const all: readonly unknown[] = await (await this.database()).getAll(DESCRIPTIONS)
    return newestFirst(all.map(parseKeptData).filter((data) => data !== null))
  }

  async find(name: string): Promise<KeptData | null> {
    return parseKeptData(await (await this.database()).get(DESCRIPTIONS, name))
  }

  async read(name: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const blob: unknown = await (await this.database()).get(IMAGES, name)
    if (!(blob instanceof Blob) || blob.size < end) {
      throw new DataError('The images that were kept are gone or damaged')
    }
    return new Uint8Array(await blob.slice(start, end).arrayBuffer())
  }

  async write(data: KeptData, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const turn = (await this.database()).transaction([DESCRIPTIONS, IMAGES], 'readwrite')
    try {
      await Promise.all([
        turn.objectStore(IMAGES).put(new Blob([bytes]), data.name),
        turn.objectStore(DESCRIPTIONS).put(data, data.name),
        turn.done,
      ])
    } catch (cause) {
      throw noRoom(data, cause)
    }
  }

  async describe(data: KeptData): Promise<void> {
    await (await this.database()).put(DESCRIPTIONS, data, data.name)
  }

  async remove(name: string): Promise<void> {
    const database = await this.database()
    await Promise.all([database.delete(DESCRIPTIONS, name), database.delete(IMAGES, name)])
  }

  private database(): Promise<IDBPDatabase> {
    this.opened ??= openDB(DATABASE, 1, {
      upgrade: (upgraded) => {
        upgraded.createObjectStore(DESCRIPTIONS)
        upgraded.createObjectStore(IMAGES)
      },
    })
    return this.opened
  }
}

const newestFirst = (kept: readonly KeptData[]) =>
  [...kept].sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1))

function noRoom({ bytes }: KeptData, cause: unknown): DataError {
  const size = Math.ceil(bytes / 2 ** 20)
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DataError(`The browser did not keep ${size} MiB of images: ${reason}`, { cause })
}
