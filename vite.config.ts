import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts'
import { contentSecurityPolicy } from './scripts/contentSecurityPolicy.ts'

const GPU_TESTS = 'src/**/*.gpu.test.ts'

/** Software WebGPU on two cores compiles a supernet's pipelines in tens of seconds. */
const GPU_TEST_TIMEOUT_MS = 240_000

const BROWSER_TEST_DEPENDENCIES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  'comlink',
  'fast-check',
  'fflate',
  'ml-matrix',
  'simple-statistics',
  'valibot',
]

/**
 * The page's entry and all it imports stay in one file. Left to itself the bundler gives every part that
 * some lazy part shares with the page a file of its own, and many small files pack worse than one.
 */
const SHELL = { name: 'shell', test: /\/src\/main\.tsx$/ }

export default defineConfig({
  // One page: a missing file is an error, not the page again.
  appType: 'mpa',
  plugins: [react(), contentSecurityPolicy()],
  // What the page loads at once is weighed by test:size; tfjs, loaded by a worker, is larger.
  build: {
    target: 'esnext',
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { output: { codeSplitting: { groups: [SHELL] } } },
  },
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
