/** Results kept per function: enough for going back and forth through one run. */
const CAPACITY = 64

/** `compute`, with its latest results remembered under `keyOf` its arguments. */
export function remembered<Arguments extends readonly unknown[], Result>(
  keyOf: (...values: Arguments) => string,
  compute: (...values: Arguments) => Result,
): (...values: Arguments) => Result {
  const results = new Map<string, Result>()
  return (...values) => {
    const key = keyOf(...values)
    const known = results.get(key)
    if (known !== undefined) return known
    const result = compute(...values)
    const oldest = results.keys().next()
    if (results.size >= CAPACITY && !oldest.done) results.delete(oldest.value)
    results.set(key, result)
    return result
  }
}
