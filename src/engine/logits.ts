/** Logits as classifiers are read: which class, and how sure. */
import { softmaxRows } from '../network/gates'

/** The likeliest class of each row of `logits` [examples × classes]; of equal ones the first. */
export function predictedClasses(logits: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: logits.length / classes }, (_, example) => {
    const start = example * classes
    let best = 0
    for (let each = 1; each < classes; each++) {
      if (logits[start + each]! > logits[start + best]!) best = each
    }
    return best
  })
}

/** Softmax of each row of `logits` [examples × classes]. */
export function classProbabilities(logits: Float32Array, classes: number): Float32Array {
  const rows = logits.length / classes
  return softmaxRows(logits, [{ name: 'logits', offset: 0, rows, columns: classes }])
}
