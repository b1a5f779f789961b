import { golden, type Golden } from './golden'
import { moduleOf } from './moduleOf'
import { storedTensors } from './precision'
import { safetensors } from './safetensors'
import { EVERY_SUBJECT, somePixels, trainedSubject } from './subjects.fixture'

export const GOLDEN_CASES = Object.keys(EVERY_SUBJECT)

export interface GoldenCase {
  /** The PyTorch module. */
  readonly module: string
  readonly weights: Uint8Array
  readonly golden: Golden
}

/** One of everything that can be exported, with weights that are the same wherever it is asked for. */
export function goldenCase(name: string): GoldenCase {
  const subject = EVERY_SUBJECT[name]
  if (!subject) throw new Error(`There is nothing to export called ${name}`)
  const trained = trainedSubject(subject, name, 21)
  const pixels = somePixels(trained)
  return {
    module: moduleOf(subject, trained, [name]),
    weights: safetensors(storedTensors(trained, 'float32'), {}),
    golden: golden(trained, { pixels, labels: [null, null] }),
  }
}
