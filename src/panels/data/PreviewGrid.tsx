import { useCallback } from 'react'
import type { DataPreview } from '../../run/ownData'
import { CLASS_HEAD, CLASS_ROW } from '../../views/classBalanceLayout'

const GAP = 2
const SIDE = CLASS_ROW - GAP

interface PreviewGridProps {
  readonly preview: DataPreview
  readonly label: string
}

/** Small images, a row for each class, on the lines of the balance of classes. */
export function PreviewGrid({ preview, label }: PreviewGridProps) {
  const { counts } = preview
  const columns = Math.max(1, ...counts)
  const width = columns * (SIDE + GAP)
  const height = CLASS_HEAD + counts.length * CLASS_ROW
  const draw = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      if (canvas) drawPreview(canvas, preview, { width, height })
    },
    [preview, width, height],
  )
  return (
    <div role="img" aria-label={label} className="data-previews">
      <canvas ref={draw} style={{ width, height }} />
    </div>
  )
}

function drawPreview(
  canvas: HTMLCanvasElement,
  { counts, images, height, width, channels }: DataPreview,
  size: { readonly width: number; readonly height: number },
): void {
  const scale = Math.max(1, Math.min(2, window.devicePixelRatio))
  canvas.width = size.width * scale
  canvas.height = size.height * scale
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(scale, scale)
  const small = new OffscreenCanvas(width, height)
  const smallContext = small.getContext('2d')
  if (!smallContext) return
  const bytes = height * width * channels
  let image = 0
  counts.forEach((count, row) => {
    for (let column = 0; column < count; column++, image++) {
      const pixels = images.subarray(image * bytes, (image + 1) * bytes)
      smallContext.putImageData(withAlpha(pixels, width, height, channels), 0, 0)
      context.drawImage(small, column * (SIDE + GAP), CLASS_HEAD + row * CLASS_ROW + 1, SIDE, SIDE)
    }
  })
}

function withAlpha(pixels: Uint8Array, width: number, height: number, channels: number): ImageData {
  const data = new ImageData(width, height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const from = channels === 1 ? pixel : pixel * channels + channel
      data.data[4 * pixel + channel] = pixels[from] ?? 0
    }
    data.data[4 * pixel + 3] = 255
  }
  return data
}
