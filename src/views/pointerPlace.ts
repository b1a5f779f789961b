/** Within a drawing, in its own pixels. */
export interface PointerPlace {
  readonly x: number
  readonly y: number
}

/** Where in a drawing a pointer is, however large the drawing stands on the page. */
export function pointerPlace(
  event: { readonly clientX: number; readonly clientY: number },
  svg: SVGSVGElement | null,
): PointerPlace {
  if (!svg) return { x: 0, y: 0 }
  const bounds = svg.getBoundingClientRect()
  const scale = svg.viewBox.baseVal.width / bounds.width
  return { x: (event.clientX - bounds.left) * scale, y: (event.clientY - bounds.top) * scale }
}
