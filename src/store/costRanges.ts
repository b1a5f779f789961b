import type { CostRange } from '../network/costRange'
import { costRange } from '../network/costRange'
import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'

/** Longer at a time would be felt. */
const SLICE_MS = 8
/** A hand that goes on editing is waited for. */
const PATIENCE_MS = 200

const known = new Map<string, CostRange>()

type Costly = Pick<SearchConfig, 'space' | 'dataset'>

const keyOf = ({ space, dataset }: Costly) => JSON.stringify([space, datasetFormat(dataset)])

/** The range of a space's costs where it has been counted before; else null. */
export function knownCostRange(config: Costly): CostRange | null {
  return known.get(keyOf(config)) ?? null
}

/**
 * Counts the range of a space's costs in short slices, so that nothing else has to wait for it.
 * Resolves to null when it was given up.
 */
export async function countCostRange(
  { space, dataset }: Costly,
  signal: AbortSignal,
): Promise<CostRange | null> {
  await pause(PATIENCE_MS)
  const { input, classes } = datasetFormat(dataset)
  const steps = costRange(space, input, classes)
  let begun = performance.now()
  while (!signal.aborted) {
    const { done, value } = steps.next()
    if (done) {
      known.set(keyOf({ space, dataset }), value)
      return value
    }
    if (performance.now() - begun < SLICE_MS) continue
    await pause(0)
    begun = performance.now()
  }
  return null
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
