/** Logits as classifiers are read: which class, and how sure. */
import { softmaxRows } from '../network/gates'
import type { EvaluationOptions, EvaluationResult } from './engine'

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

/** What an evaluation tells of each example, collected from the logits of one batch after another. */
export class ToldLogits {
  readonly results: Pick<EvaluationResult, 'predictions' | 'probabilities'>

  constructor(
    count: number,
    private readonly classes: number,
    asked: Pick<EvaluationOptions, 'predictions' | 'probabilities'>,
  ) {
    this.results = {
      ...(asked.predictions && { predictions: new Uint8Array(count) }),
      ...(asked.probabilities && { probabilities: new Float32Array(count * classes) }),
    }
  }

  /** Whether anything was asked for that needs logits. */
  get wanted(): boolean {
    return Object.keys(this.results).length > 0
  }

  /** @param first place of the first of these among all examples; undefined logits tell nothing */
  take(logits: Float32Array | undefined, first: number): void {
    if (!logits) return
    const { predictions, probabilities } = this.results
    predictions?.set(predictedClasses(logits, this.classes), first)
    probabilities?.set(classProbabilities(logits, this.classes), first * this.classes)
  }
}
