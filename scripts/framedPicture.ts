const PADDING = 20

/** Of theme/tokens.css, what drawings take; by the reader's own preference, wherever they are shown. */
const TOKENS = `:root {
  --font-sans: 'Source Sans 3', 'Segoe UI', system-ui, sans-serif;
  --type-small: 12px; --type-body: 14px; --weight-medium: 550;
  --ground: #101316; --ink: #f1f4f6; --ink-2: #a9b1b9; --ink-3: #868f98;
  --line: #2b3138; --line-strong: #465059;
}
@media (prefers-color-scheme: light) {
  :root {
    --ground: #ffffff; --ink: #14181c; --ink-2: #4a525b; --ink-3: #6b747d;
    --line: #dde1e5; --line-strong: #b8c0c8;
  }
}
`

/**
 * The page's own drawings as an SVG of its own, readable on dark and light ground.
 * @param drawing SVG
 * @param css of the drawing, besides the page's tokens
 */
export function framedPicture(
  drawing: string,
  size: { readonly width: number; readonly height: number },
  css: string,
): string {
  const [width, height] = [size.width + 2 * PADDING, size.height + 2 * PADDING]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<style>${TOKENS}${css}</style>
<rect width="${width}" height="${height}" style="fill: var(--ground)"/>
<g transform="translate(${PADDING} ${PADDING})">${drawing}</g>
</svg>
`
}
