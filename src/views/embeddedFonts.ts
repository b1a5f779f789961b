const FONT_URL = /url\("?([^")]+)"?\)/

/**
 * `@font-face` rules with the font files inside, for the faces of `family` that the page has loaded. A picture
 * is drawn apart from the page and would fall back to another font.
 *
 * @param family first name of a computed `font-family`
 */
export async function embeddedFontFaces(family: string): Promise<string> {
  const loaded = new Set(
    [...document.fonts]
      .filter((face) => face.status === 'loaded' && unquoted(face.family) === family)
      .map((face) => face.unicodeRange.replaceAll(' ', '')),
  )
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(
      ({ style }) =>
        unquoted(style.getPropertyValue('font-family')) === family &&
        loaded.has(style.getPropertyValue('unicode-range').replaceAll(' ', '')),
    )
  const faces = await Promise.all(rules.map(embedded))
  return faces.join('\n')
}

async function embedded(rule: CSSFontFaceRule): Promise<string> {
  const source = FONT_URL.exec(rule.style.getPropertyValue('src'))?.[1]
  if (source === undefined) return ''
  const base = rule.parentStyleSheet?.href ?? document.baseURI
  const response = await fetch(new URL(source, base))
  if (!response.ok) return ''
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return rule.cssText.replace(FONT_URL, `url("data:font/woff2;base64,${btoa(text)}")`)
}

export function unquoted(name: string): string {
  return name.trim().replace(/^["']|["']$/g, '')
}
