import { embeddedFontFaces, unquoted } from './embeddedFonts'
import type { TableTwin } from './table'

/** What makes the look of a drawing; all of these are attributes in SVG, so no reader needs CSS. */
const PRESENTATION = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const
const COLOURS: ReadonlySet<string> = new Set(['fill', 'stroke', 'color'])
/** Only of use in the page. */
const LEFT_BEHIND = /^(class|style|role|tabindex|aria-.*|data-.*)$/
const PADDING = 12
const PNG_SCALE = 2

/**
 * A drawing as a document of its own: computed styles written into every element, theme colours resolved to
 * #rrggbb, a background, and the drawing's summary as `<title>`.
 *
 * @param svg a drawing in the page
 */
export function svgDocument(svg: SVGSVGElement): string {
  return serialised(svg, '')
}

/**
 * The drawing as PNG at twice its size, in the page's own fonts.
 *
 * @throws Error when the browser cannot rasterise the drawing
 */
export async function pngBlob(svg: SVGSVGElement): Promise<Blob> {
  const [family = ''] = getComputedStyle(svg).fontFamily.split(',')
  const drawing = serialised(svg, await embeddedFontFaces(unquoted(family)))
  const url = URL.createObjectURL(new Blob([drawing], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * PNG_SCALE
    canvas.height = image.naturalHeight * PNG_SCALE
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob)
        else reject(new Error('The drawing could not be turned into a PNG'))
      }, 'image/png')
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** RFC 4180: fields with commas, quotes or line breaks are quoted; lines end with CR LF. */
export function csvText({ columns, rows }: TableTwin): string {
  return [columns, ...rows].map((row) => row.map(csvField).join(',') + '\r\n').join('')
}

function csvField(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function serialised(svg: SVGSVGElement, css: string): string {
  const clone = svg.cloneNode(true) as SVGSVGElement
  const resolve = colourResolver()
  writeStyles(svg, clone, resolve)

  const { x, y, width, height } = svg.viewBox.baseVal
  const box = {
    x: x - PADDING,
    y: y - PADDING,
    width: width + 2 * PADDING,
    height: height + 2 * PADDING,
  }
  setAttributes(clone, {
    xmlns: SVG_NAMESPACE,
    viewBox: Object.values(box).join(' '),
    width: box.width,
    height: box.height,
  })
  const title = document.createElementNS(SVG_NAMESPACE, 'title')
  title.textContent = svg.getAttribute('aria-label')
  const style = document.createElementNS(SVG_NAMESPACE, 'style')
  style.textContent = css
  const ground = document.createElementNS(SVG_NAMESPACE, 'rect')
  const fill = resolve(getComputedStyle(svg).getPropertyValue('--ground').trim())
  setAttributes(ground, { ...box, fill })
  clone.prepend(title, ...(css ? [style] : []), ground)
  return new XMLSerializer().serializeToString(clone)
}

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'

function setAttributes(
  element: Element,
  attributes: Readonly<Record<string, string | number>>,
): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
}

/** Attributes that only repeat what the parent says are left out: the file stays small and readable. */
function writeStyles(
  source: Element,
  target: Element,
  resolve: (colour: string) => string,
  inherited: ReadonlyMap<string, string> = new Map(),
): void {
  const computed = getComputedStyle(source)
  const values = new Map<string, string>()
  for (const name of target.getAttributeNames()) {
    if (LEFT_BEHIND.test(name)) target.removeAttribute(name)
  }
  for (const property of PRESENTATION) {
    const raw = computed.getPropertyValue(property)
    const value = COLOURS.has(property) ? resolve(raw) : raw
    values.set(property, value)
    const given = INHERITED.has(property) ? inherited.get(property) : INITIAL[property]
    if (value !== given) target.setAttribute(property, value)
    else target.removeAttribute(property)
  }
  ;[...source.children].forEach((child, index) => {
    const copy = target.children[index]
    if (copy && child.tagName !== 'title') writeStyles(child, copy, resolve, values)
  })
}

const INITIAL: Readonly<Record<string, string>> = { opacity: '1' }
const INHERITED: ReadonlySet<string> = new Set(PRESENTATION.filter((name) => name !== 'opacity'))

/** Any CSS colour as #rrggbb (with the alpha of translucent ones): readers outside browsers know no other. */
function colourResolver(): (colour: string) => string {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const known = new Map<string, string>([['none', 'none']])
  return (colour) => {
    const before = known.get(colour)
    if (before !== undefined || !context) return before ?? colour
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
    const resolved =
      alpha === 0 ? 'none' : `#${hex(red, green, blue, ...(alpha < 255 ? [alpha] : []))}`
    known.set(colour, resolved)
    return resolved
  }
}

function hex(...bytes: number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
