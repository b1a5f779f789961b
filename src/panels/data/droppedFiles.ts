import type { BroughtFile } from '../../store/dataState'

/** More files than this are no data set that fits a browser. */
const MOST_FILES = 100_000

const DATA_FILE = /\.(zip|tar|tgz|gz|bin)$|ubyte$/i
const PICTURE_FILE = /\.(png|jpe?g|webp|gif|bmp|avif)$/i

/** What was dropped or chosen, and what to call it where files do not say. */
export interface Brought {
  readonly title: string
  readonly files: readonly BroughtFile[]
}

/** Whether dropped things look like a data set: an archive, its parts, a folder, or several pictures. */
export function looksLikeData(transfer: DataTransfer): boolean {
  const files = [...transfer.files]
  const pictures = files.filter(({ name }) => PICTURE_FILE.test(name))
  return (
    entriesOf(transfer).some((entry) => entry.isDirectory) ||
    files.some(({ name }) => DATA_FILE.test(name)) ||
    pictures.length > 1
  )
}

/** Everything in dropped files and folders. Must be called before the event is over. */
export async function droppedFiles(transfer: DataTransfer): Promise<Brought> {
  const entries = entriesOf(transfer)
  if (entries.length === 0) return chosenFiles([...transfer.files])
  const title = entries[0]?.name ?? ''
  const files: BroughtFile[] = []
  for (const entry of entries) await collect(entry, files)
  return { title: entries.length > 1 ? titleOf(files) : title, files }
}

/** Files of a picker; those of a folder say where in it they are. */
export function chosenFiles(chosen: readonly File[]): Brought {
  const files = chosen.map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return { title: titleOf(files), files }
}

function titleOf(files: readonly BroughtFile[]): string {
  const [first] = files
  if (!first) return ''
  const [folder = '', ...rest] = first.path.split('/')
  return rest.length > 0 || files.length === 1 ? folder : first.path.replace(/[-_.].*$/, '')
}

function entriesOf(transfer: DataTransfer): FileSystemEntry[] {
  return [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry ? [entry] : []
  })
}

async function collect(entry: FileSystemEntry, into: BroughtFile[]): Promise<void> {
  if (into.length >= MOST_FILES || entry.name.startsWith('.')) return
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    into.push({ path: entry.fullPath.replace(/^\//, ''), file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader gives its entries in pieces, and none at the end.
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (piece.length === 0) return
    for (const each of piece) await collect(each, into)
  }
}
