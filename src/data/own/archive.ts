import { Gunzip, unzipSync, type UnzipFileInfo } from 'fflate'
import { parseTar } from 'nanotar'
import { DataError } from '../dataError'

export interface ArchivedFile {
  /** With `/` between folders. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** More than any data set that fits a browser's GPU; an archive that unpacks to more is refused. */
export const MOST_BYTES = 2 ** 30

/**
 * The files in what someone dropped: an archive's (`.zip`, `.tar`, `.tar.gz`, `.tgz`), a `.gz` file's
 * content, or the file itself. Hidden files and those of the system are left out.
 * @param onFraction called with the share of a gzip file that is unpacked, 0–1
 * @throws DataError for a broken archive, or one larger than `limit` bytes when unpacked
 */
export function openArchive(
  name: string,
  bytes: Uint8Array,
  limit = MOST_BYTES,
  onFraction: (fraction: number) => void = () => undefined,
): ArchivedFile[] {
  if (/\.(tar\.gz|tgz)$/i.test(name)) return tarred(name, unpacked(name, bytes, limit, onFraction))
  if (/\.tar$/i.test(name)) return tarred(name, bytes)
  if (/\.gz$/i.test(name)) {
    return [{ path: name.replace(/\.gz$/i, ''), bytes: unpacked(name, bytes, limit, onFraction) }]
  }
  if (/\.zip$/i.test(name)) return unzipped(name, bytes, limit, onFraction)
  return [{ path: name, bytes }]
}

function tarred(name: string, bytes: Uint8Array): ArchivedFile[] {
  try {
    return parseTar(bytes)
      .filter(({ type }) => type === 'file')
      .flatMap(({ name: path, data }) => (data && isWanted(path) ? [{ path, bytes: data }] : []))
  } catch (cause) {
    throw new DataError(`${name} is not a whole tar archive`, { cause })
  }
}

/** Piece by piece, so that a small file which unpacks to very much is stopped in time. */
function unpacked(
  name: string,
  bytes: Uint8Array,
  limit: number,
  onFraction: (fraction: number) => void,
): Uint8Array {
  const pieces: Uint8Array[] = []
  let total = 0
  let ended = false
  const gunzip = new Gunzip((piece, final) => {
    total += piece.length
    if (total > limit) throw new DataError(tooLarge(name, limit))
    pieces.push(piece)
    ended ||= final
  })
  const PIECE = 2 ** 20
  try {
    for (let start = 0; start < bytes.length; start += PIECE) {
      gunzip.push(bytes.subarray(start, start + PIECE), start + PIECE >= bytes.length)
      onFraction(Math.min(1, (start + PIECE) / bytes.length))
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError(`${name} is not a whole gzip file`, { cause })
  }
  if (!ended || total === 0) throw new DataError(`${name} is not a whole gzip file`)
  const all = new Uint8Array(total)
  let offset = 0
  for (const piece of pieces) {
    all.set(piece, offset)
    offset += piece.length
  }
  return all
}

/** A file that is itself packed is unpacked too: zip archives of IDX files mostly are of packed ones. */
function unzipped(
  name: string,
  bytes: Uint8Array,
  limit: number,
  onFraction: (fraction: number) => void,
): ArchivedFile[] {
  let total = 0
  const filter = ({ name: path, originalSize }: UnzipFileInfo) => {
    if (!isWanted(path) || path.endsWith('/')) return false
    total += originalSize
    if (total > limit) throw new DataError(tooLarge(name, limit))
    return true
  }
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, { filter })
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError(`${name} is not a whole zip archive`, { cause })
  }
  onFraction(1)
  return Object.entries(files).map(([path, content]) =>
    /\.gz$/i.test(path) && !/\.tar\.gz$/i.test(path)
      ? { path: path.slice(0, -3), bytes: unpacked(path, content, limit, () => undefined) }
      : { path, bytes: content },
  )
}

const tooLarge = (name: string, limit: number) =>
  `${name} unpacks to more than ${Math.round(limit / 2 ** 20)} MiB`

/** Not what systems leave in archives: `.DS_Store`, `__MACOSX/`. */
function isWanted(path: string): boolean {
  return !path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}
