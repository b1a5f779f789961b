/** A reader of GIF files that shares no code with the writer: GIF89a specification, CompuServe 1990. */

interface DecodedFrame {
  /** Hundredths of a second. */
  readonly ticks: number
  /** RGB of the whole picture as it is then seen, row by row. */
  readonly pixels: readonly (readonly number[])[]
  /** Pixels that are not transparent. */
  readonly written: number
}

interface DecodedGif {
  readonly signature: string
  readonly width: number
  readonly height: number
  /** How often it is repeated, 0 for ever; null where it is shown once. */
  readonly loops: number | null
  readonly frames: readonly DecodedFrame[]
}

export function decodedGif(bytes: Uint8Array): DecodedGif {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const signature = String.fromCharCode(...bytes.subarray(0, 6))
  const width = view.getUint16(6, true)
  const height = view.getUint16(8, true)
  const packed = bytes[10] ?? 0
  let at = 13
  const coloursAt = (start: number, count: number) =>
    Array.from({ length: count }, (_, index) => [...bytes.subarray(start + 3 * index).slice(0, 3)])
  const tableSize = (flags: number) => (flags & 0x80 ? 2 << (flags & 7) : 0)
  const global = coloursAt(at, tableSize(packed))
  at += 3 * global.length

  const subBlocks = () => {
    const data: number[] = []
    for (let size = bytes[at++] ?? 0; size > 0; size = bytes[at++] ?? 0) {
      data.push(...bytes.subarray(at, at + size))
      at += size
    }
    return data
  }

  let ticks = 0
  let transparent = -1
  let loops: number | null = null
  let canvas: readonly (readonly number[])[] = Array.from({ length: width * height }, () => [])
  const frames: DecodedFrame[] = []
  while (bytes[at] !== 0x3b) {
    const kind = bytes[at++]
    if (kind === 0x21) {
      const label = bytes[at++]
      const data = subBlocks()
      if (label === 0xf9) {
        ticks = (data[1] ?? 0) + 256 * (data[2] ?? 0)
        transparent = (data[0] ?? 0) & 1 ? (data[3] ?? -1) : -1
      }
      if (label === 0xff) loops = (data[12] ?? 0) + 256 * (data[13] ?? 0)
    } else if (kind === 0x2c) {
      const flags = bytes[at + 8] ?? 0
      at += 9
      const local = coloursAt(at, tableSize(flags))
      at += 3 * local.length
      const codeSize = bytes[at++] ?? 0
      const indices = unpacked(subBlocks(), codeSize)
      const colours = local.length > 0 ? local : global
      const before = canvas
      canvas = before.map((old, pixel) => {
        const index = indices[pixel] ?? transparent
        return index === transparent ? old : (colours[index] ?? [])
      })
      frames.push({
        ticks,
        pixels: canvas,
        written: indices.filter((index) => index !== transparent).length,
      })
    } else throw new Error(`Unknown block ${kind} at ${at - 1}`)
  }
  return { signature, width, height, loops, frames }
}

/** LZW with codes of growing length, least significant bits first. */
function unpacked(data: readonly number[], codeSize: number): number[] {
  const clear = 1 << codeSize
  const end = clear + 1
  let table: number[][] = []
  let size = codeSize + 1
  const reset = () => {
    table = Array.from({ length: clear }, (_, index) => [index])
    table.push([], [])
    size = codeSize + 1
  }
  reset()
  const output: number[] = []
  let previous: number[] | null = null
  let bits = 0
  let held = 0
  for (const byte of data) {
    held |= byte << bits
    bits += 8
    while (bits >= size) {
      const code = held & ((1 << size) - 1)
      held >>= size
      bits -= size
      if (code === end) return output
      if (code === clear) {
        reset()
        previous = null
        continue
      }
      const known: number[] | undefined = table[code]
      const entry: number[] = known ?? [...(previous ?? []), previous?.[0] ?? 0]
      output.push(...entry)
      if (previous) table.push([...previous, entry[0] ?? 0])
      if (table.length === 1 << size && size < 12) size++
      previous = entry
    }
  }
  return output
}
