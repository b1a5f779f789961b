import { accuracyInterval } from '../run/accuracyInterval'
import type { TestReport } from '../run/training'

/** How a trained network does on the test images of one class. */
export interface ClassFigure {
  readonly label: number
  readonly name: string
  readonly images: number
  readonly correct: number
  /** Share taken for what it is; NaN without images. */
  readonly accuracy: number
  /** Wilson's, at 95 %. */
  readonly interval: readonly [number, number]
  /** The class that it is most often taken for instead; null where it never is. */
  readonly confusedWith: { readonly name: string; readonly images: number } | null
}

/** One for each class of which there were test images, the best first. */
export function classFigures(
  { confusion }: Pick<TestReport, 'confusion'>,
  names: readonly string[],
): ClassFigure[] {
  const count = names.length
  const figures = names.map((name, label): ClassFigure => {
    const row = confusion.slice(label * count, (label + 1) * count)
    const images = row.reduce((sum, each) => sum + each, 0)
    const correct = row[label] ?? 0
    const accuracy = correct / images
    const others = row.map((each, taken) => (taken === label ? 0 : each))
    const most = Math.max(...others)
    return {
      label,
      name,
      images,
      correct,
      accuracy,
      interval: accuracyInterval(accuracy, images),
      confusedWith: most > 0 ? { name: names[others.indexOf(most)] ?? '', images: most } : null,
    }
  })
  return figures.filter(({ images }) => images > 0).sort((a, b) => b.accuracy - a.accuracy)
}
