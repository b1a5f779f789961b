import type { DeviceDescription } from '../run/latency'

/** What WebGL draws with, as far as the browser tells; null without WebGL. */
export function webglDevice(): DeviceDescription | null {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!context) return null
  const names = context.getExtension('WEBGL_debug_renderer_info')
  const told: unknown = context.getParameter(
    names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER,
  )
  context.getExtension('WEBGL_lose_context')?.loseContext()
  const renderer = typeof told === 'string' ? told : ''
  if (/swiftshader/i.test(renderer)) return { adapter: 'SwiftShader (software)', software: true }
  return {
    adapter: renderer || 'WebGL',
    software: /llvmpipe|software|basic render/i.test(renderer),
  }
}
