import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts'

/**
 * Nothing comes from elsewhere, and no text becomes code. React and Radix set inline styles; small
 * fonts and icons become data: URLs; exported drawings pass through blob: URLs.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** As a meta tag the policy holds on any host; a worker obeys only the header of its own script. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    },
  ],
}

const GPU_TESTS = 'src/**/*.gpu.test.ts'

/** Software WebGPU on two cores compiles a supernet's pipelines in tens of seconds. */
const GPU_TEST_TIMEOUT_MS = 240_000

const BROWSER_TEST_DEPENDENCIES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  'comlink',
  'fflate',
]

export default defineConfig({
  // One page: a missing file is an error, not the page again.
  appType: 'mpa',
  plugins: [react(), contentSecurityPolicy],
  build: { target: 'esnext' },
  preview: { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
  worker: { format: 'es' },
  test: {
    projects: [
      {
        extends: true,
        // Node would load tfjs' CommonJS bundle, and beside it the modules that hold its gradients.
        resolve: {
          alias: [{ find: /^(@tensorflow\/tfjs-[a-z-]+)$/, replacement: '$1/dist/index.js' }],
        },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{src,workers,scripts}/**/*.test.{ts,tsx}'],
          exclude: [GPU_TESTS],
          server: { deps: { inline: [/@tensorflow/] } },
        },
      },
      {
        extends: true,
        // Found while a test runs, a new dependency would be bundled on the spot and the page reloaded.
        optimizeDeps: { include: BROWSER_TEST_DEPENDENCIES },
        test: {
          name: 'gpu',
          include: [GPU_TESTS],
          fileParallelism: false,
          testTimeout: GPU_TEST_TIMEOUT_MS,
          hookTimeout: GPU_TEST_TIMEOUT_MS,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findChromium() ?? undefined,
                args: [...CHROMIUM_FLAGS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
