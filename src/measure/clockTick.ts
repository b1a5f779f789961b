/** Differences below this are the rounding of floats, or the steps of a clock finer than matters. */
const NOTHING_MS = 1e-4

/**
 * The step of the clock that times were read from: the largest number of which all of them are whole
 * multiples. For a fine clock that is next to nothing; few times may overrate it, never underrate it.
 * @param times ms
 * @returns ms; 0 when there is no time to tell it by
 */
export function clockTick(times: readonly number[]): number {
  return times.reduce((tick, ms) => commonStep(Math.abs(ms), tick), 0)
}

/** Euclid's algorithm on numbers that may be off by rounding. */
function commonStep(first: number, second: number): number {
  const largest = Math.max(first, second)
  let [larger, smaller] = [largest, Math.min(first, second)]
  while (smaller > NOTHING_MS) {
    const rest = Math.abs(larger - smaller * Math.round(larger / smaller))
    ;[larger, smaller] = [smaller, rest]
  }
  // Of many steps the rounding is spread over all, where Euclid's quotients would pile it up.
  return larger > NOTHING_MS ? largest / Math.round(largest / larger) : larger
}
