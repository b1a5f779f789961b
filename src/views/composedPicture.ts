const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'
const PADDING = 16
const CAPTION = 34

export interface PictureLook {
  readonly theme: 'dark' | 'light'
  /** Rules of the page, and its fonts. */
  readonly css: string
  /** Below the drawings. */
  readonly caption: string
  /** Pixels of the picture; its height follows from `pictureHeight`. */
  readonly width: number
  readonly height: number
}

/** Height that a picture of drawings in a box of this size needs at `width` pixels. */
export function pictureHeight(box: { width: number; height: number }, width: number): number {
  const scale = width / (box.width + 2 * PADDING)
  // Video encoders work on pairs of rows.
  return 2 * Math.ceil(((box.height + 2 * PADDING + CAPTION) * scale) / 2)
}

/**
 * All drawings inside `container`, where they stand, as one SVG document that looks as the page does.
 * The page's rules are taken along instead of every element's computed style: a film has hundreds of
 * such pictures.
 */
export function composedPicture(container: HTMLElement, look: PictureLook): string {
  const frame = container.getBoundingClientRect()
  const scale = look.width / (frame.width + 2 * PADDING)
  const height = look.height / scale
  const drawings = [...container.querySelectorAll<SVGSVGElement>('svg.view')].map((svg) => {
    const { x, y, width, height } = svg.getBoundingClientRect()
    const clone = svg.cloneNode(true) as SVGSVGElement
    for (const [name, value] of Object.entries({ x: x - frame.x, y: y - frame.y, width, height })) {
      clone.setAttribute(name, String(value))
    }
    return new XMLSerializer().serializeToString(withinGroups(svg, clone, container))
  })
  const box = `${-PADDING} ${-PADDING} ${frame.width + 2 * PADDING} ${height}`
  const ground = `x="${-PADDING}" y="${-PADDING}" width="100%" height="100%"`
  const foot = height - PADDING - CAPTION / 2
  return [
    `<svg xmlns="${SVG_NAMESPACE}" data-theme="${look.theme}" viewBox="${box}" width="${look.width}" height="${look.height}">`,
    `<style>${escaped(look.css + STILL)}</style>`,
    `<rect ${ground} style="fill:var(--ground)"/>`,
    ...drawings,
    `<g class="view"><text class="view-title" y="${foot}">${escaped(look.caption)}</text></g>`,
    '</svg>',
  ].join('')
}

/** Rules that may apply to drawings. Those of media queries are about the window, not the picture. */
export function pageRules(): string {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSStyleRule)
    .map((rule) => rule.cssText)
    .join('\n')
}

/** A picture shows where things have come to, not how they arrive. */
const STILL = '*{animation:none!important;transition:none!important}'

/** What stands around a drawing may decide how it looks: groups stand in for it. */
function withinGroups(svg: Element, clone: Element, container: HTMLElement): Element {
  let inner = clone
  for (let outer = svg.parentElement; outer && outer !== container; outer = outer.parentElement) {
    const group = document.createElementNS(SVG_NAMESPACE, 'g')
    group.setAttribute('class', outer.className)
    group.append(inner)
    inner = group
  }
  return inner
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
