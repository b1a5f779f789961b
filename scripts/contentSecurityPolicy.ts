import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * Nothing comes from elsewhere, and no text becomes code. React and Radix set inline styles; small
 * fonts and icons become data: URLs; exported drawings pass through blob: URLs. TensorFlow.js has a
 * backend in WebAssembly, which is compiled code all the same as scripts are.
 */
const POLICY = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
}

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g

/**
 * Gives the built page its policy as a meta tag, so that it holds on any host; inline scripts of
 * index.html are allowed by their hash. A worker obeys the header of its own script instead, which
 * the preview server sends.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) => {
        if (server) return []
        const content = policyText(inlineScriptHashes(html))
        const attrs = { 'http-equiv': 'Content-Security-Policy', content }
        return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }]
      },
    },
    configurePreviewServer: (server) => {
      server.middlewares.use('/assets', (_, response, next) => {
        response.setHeader('Content-Security-Policy', policyText([]))
        next()
      })
    },
  }
}

function policyText(scriptHashes: readonly string[]): string {
  const sources = { ...POLICY, 'script-src': [POLICY['script-src'], ...scriptHashes].join(' ') }
  return Object.entries(sources)
    .map((directive) => directive.join(' '))
    .join('; ')
}

function inlineScriptHashes(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)].map(([, code = '']) => {
    return `'sha256-${createHash('sha256').update(code).digest('base64')}'`
  })
}
