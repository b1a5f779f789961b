import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Segments } from '../common/Segments'
import type { Picture } from './networkImage'

const BRUSHES = { thin: 0.035, medium: 0.09, thick: 0.2 } as const
type Brush = keyof typeof BRUSHES

/** Pixels of the longer side; more than any network reads. */
const SIDE = 280

interface Stroke {
  readonly points: [x: number, y: number][]
  /** Pixels. */
  readonly thickness: number
  readonly colour: string
}

interface DrawingPadProps {
  /** Of the images that networks read. */
  readonly width: number
  readonly height: number
  /** Whether things are light on black here, as in the data set. */
  readonly dark: boolean
  readonly coloured: boolean
  /** Told with every stroke, as it is drawn; null when nothing is drawn any more. */
  readonly onDraw: (picture: Picture | null) => void
}

/** A sheet in the shape of the network's images. */
export function DrawingPad({ width, height, dark, coloured, onDraw }: DrawingPadProps) {
  const { t } = useTranslation('try')
  const canvas = useRef<HTMLCanvasElement>(null)
  const strokes = useRef<Stroke[]>([])
  const [drawn, setDrawn] = useState(0)
  const [brush, setBrush] = useState<Brush>('medium')
  const usual = dark ? '#ffffff' : '#000000'
  const [chosen, setColour] = useState<string | null>(null)
  const colour = chosen ?? usual
  const scale = SIDE / Math.max(width, height)
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }

  const paint = () => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    if (!context) return
    repaint(context, strokes.current, dark ? '#000000' : '#ffffff')
    setDrawn(strokes.current.length)
  }
  const tell = () => {
    paint()
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    const nothing = strokes.current.length === 0
    onDraw(nothing || !context ? null : context.getImageData(0, 0, size.width, size.height))
  }
  // Its ground is painted when it is there, and again in the other theme of the data.
  useEffect(paint, [dark, size.width, size.height])

  const placeOf = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const bounds = event.currentTarget.getBoundingClientRect()
    return [
      ((event.clientX - bounds.left) / bounds.width) * size.width,
      ((event.clientY - bounds.top) / bounds.height) * size.height,
    ]
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    strokes.current.push({ points: [placeOf(event)], thickness: BRUSHES[brush] * SIDE, colour })
    tell()
  }
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    strokes.current.at(-1)?.points.push(placeOf(event))
    tell()
  }
  const change = (left: Stroke[]) => {
    strokes.current = left
    tell()
  }
  return (
    <div className="try-pad">
      <div className="try-sheet" role="group" aria-label={t('pad')} data-dark={dark || undefined}>
        <canvas
          ref={canvas}
          width={size.width}
          height={size.height}
          onPointerDown={begin}
          onPointerMove={go}
        />
        {drawn === 0 && <span aria-hidden="true">{t('draw')}</span>}
      </div>
      <div className="try-tools">
        <Segments
          label={t('brush')}
          value={brush}
          options={(Object.keys(BRUSHES) as Brush[]).map((name) => ({
            name,
            label: t(`brushes.${name}`),
          }))}
          onChange={setBrush}
        />
        {coloured && (
          <label className="try-colour">
            <span className="field-label">{t('colour')}</span>
            <input
              type="color"
              value={colour}
              onChange={(event) => setColour(event.target.value)}
            />
          </label>
        )}
      </div>
      <div className="try-tools">
        <button
          type="button"
          className="button"
          disabled={drawn === 0}
          onClick={() => change(strokes.current.slice(0, -1))}
        >
          {t('undo')}
        </button>
        <button type="button" className="button" disabled={drawn === 0} onClick={() => change([])}>
          {t('clear')}
        </button>
      </div>
    </div>
  )
}

function repaint(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  ground: string,
): void {
  context.fillStyle = ground
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  context.lineCap = context.lineJoin = 'round'
  for (const { points, thickness, colour } of strokes) {
    context.strokeStyle = colour
    context.lineWidth = thickness
    context.beginPath()
    points.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(x, y)
      context.lineTo(x, y)
    })
    context.stroke()
  }
}
