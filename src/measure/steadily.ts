import { median } from 'simple-statistics'

/** A reference that takes this many times as long as it usually does tells of a disturbance. */
const DISTURBED = 1.15

/**
 * Measures parts of something long one after another. Every part is measured together with one and
 * the same reference; those during which the reference was slower than it usually is were disturbed,
 * and are measured once more.
 *
 * @param measure resolves with the time of the reference, meanwhile
 * @returns the parts that were disturbed the second time too
 */
export async function measureSteadily<Part>(
  parts: readonly Part[],
  measure: (part: Part) => Promise<number>,
): Promise<readonly Part[]> {
  const references: number[] = []
  for (const part of parts) references.push(await measure(part))
  if (parts.length === 0) return []
  const most = DISTURBED * median(references)
  const disturbed: Part[] = []
  for (const [index, part] of parts.entries()) {
    if (references[index]! > most && (await measure(part)) > most) disturbed.push(part)
  }
  return disturbed
}
