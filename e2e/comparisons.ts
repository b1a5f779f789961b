import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ComparedRun } from '../src/run/comparison'
import { yardstickKey, type YardstickScore } from '../src/run/yardstick'

interface Comparisons {
  readonly runs: readonly ComparedRun[]
  readonly scores: readonly YardstickScore[]
}

/** Two seeds of two methods, recorded by `npm run bench -- compare` on software WebGPU. */
export function recordedComparisons(): Comparisons {
  const text = readFileSync(join(import.meta.dirname, 'comparisons.json'), 'utf8')
  return JSON.parse(text) as Comparisons
}

/** Puts runs into the page's archive, as if they had finished in this browser. The page must have opened it. */
export async function keepComparisons(page: Page, { runs, scores }: Comparisons): Promise<void> {
  await page.evaluate(
    async (given) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('nas-playground-comparisons')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('The archive cannot be opened'))
      })
      const transaction = database.transaction(['runs', 'scores'], 'readwrite')
      given.runs.forEach((run, index) => {
        transaction.objectStore('runs').put({ id: `recorded ${index}`, run, bytes: 0 })
      })
      for (const [key, score] of given.scores) {
        transaction.objectStore('scores').put(score, key)
      }
      await new Promise((resolve) => (transaction.oncomplete = resolve))
      database.close()
    },
    {
      runs,
      scores: scores.map((score) => [yardstickKey(score.space, score.text), score] as const),
    },
  )
}
