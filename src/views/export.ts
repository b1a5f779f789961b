import type { TableTwin } from './table'

const STYLE_PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'white-space',
  'display',
  'visibility',
] as const
const COLOUR_PROPERTIES: ReadonlySet<string> = new Set(['fill', 'stroke'])
const LEFT_BEHIND = [
  'class',
  'style',
  'role',
  'tabindex',
  'data-at',
  'aria-rowcount',
  'aria-colcount',
] as const
const PADDING = 12
const PNG_SCALE = 2

/**
 * A drawing as a document of its own: computed styles written into every element, theme colours resolved to
 * #rrggbb, a background, and the drawing's summary as `<title>`. It must be in the page.
 */
export function svgDocument(svg: SVGSVGElement): string {
  const clone = svg.cloneNode(true) as SVGSVGElement
  const resolve = colourResolver()
  inlineStyles(svg, clone, resolve)

  const { x, y, width, height } = paddedBox(svg)
  clone.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  clone.setAttribute('viewBox', `${x} ${y} ${width} ${height}`)
  clone.setAttribute('width', String(width))
  clone.setAttribute('height', String(height))
  const ground = clone.ownerDocument.createElementNS(clone.namespaceURI, 'rect')
  const box = { x, y, width, height, fill: resolve(groundColour(svg)) }
  for (const [name, value] of Object.entries(box)) ground.setAttribute(name, String(value))
  const title = clone.ownerDocument.createElementNS(clone.namespaceURI, 'title')
  title.textContent = svg.getAttribute('aria-label')
  clone.prepend(title, ground)
  return new XMLSerializer().serializeToString(clone)
}

/**
 * The drawing as PNG at twice its size.
 *
 * @throws Error when the browser cannot rasterise the document
 */
export async function pngBlob(svg: SVGSVGElement): Promise<Blob> {
  const source = new Blob([svgDocument(svg)], { type: 'image/svg+xml' })
  const url = URL.createObjectURL(source)
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
  return [columns, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n') + '\r\n'
}

function csvField(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function inlineStyles(source: Element, target: Element, resolve: (colour: string) => string): void {
  const computed = getComputedStyle(source)
  const rules = STYLE_PROPERTIES.flatMap((property) => {
    const value = computed.getPropertyValue(property)
    if (value === '') return []
    return [`${property}:${COLOUR_PROPERTIES.has(property) ? resolve(value) : value}`]
  })
  for (const name of LEFT_BEHIND) target.removeAttribute(name)
  if (source.closest('svg') === source || !isStructural(source)) {
    target.setAttribute('style', rules.join(';'))
  }
  const children = [...source.children]
  children.forEach((child, index) => {
    const copy = target.children[index]
    if (copy) inlineStyles(child, copy, resolve)
  })
}

function isStructural(element: Element): boolean {
  return element.tagName === 'title' || element.tagName === 'desc'
}

function paddedBox(svg: SVGSVGElement) {
  const { x, y, width, height } = svg.viewBox.baseVal
  return {
    x: x - PADDING,
    y: y - PADDING,
    width: width + 2 * PADDING,
    height: height + 2 * PADDING,
  }
}

function groundColour(svg: SVGSVGElement): string {
  return getComputedStyle(svg).getPropertyValue('--ground').trim()
}

/** Any CSS colour as #rrggbb (with the alpha of translucent ones): readers outside browsers know no other. */
function colourResolver(): (colour: string) => string {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const known = new Map<string, string>()
  return (colour) => {
    if (!context || colour === 'none' || colour.startsWith('url')) return colour
    const before = known.get(colour)
    if (before !== undefined) return before
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
    const resolved =
      alpha === 0
        ? 'none'
        : alpha === 255
          ? `#${hex}`
          : `#${hex}${alpha.toString(16).padStart(2, '0')}`
    known.set(colour, resolved)
    return resolved
  }
}
