import type { Snapshot, Usage } from '../run/events'
import { largestMagnitude } from './deltaRows'

/** Columns of the scalar block in the first version of the format, in order. */
export const SCALARS_OF_FIRST = [
  'step',
  'elapsedMs',
  'trainLoss',
  'trainAccuracy',
  'validLoss',
  'validAccuracy',
  'learningRate',
] as const satisfies readonly (keyof Snapshot)[]

const USAGE = ['imagesTrained', 'imagesJudged', 'gpuMs'] as const satisfies readonly (keyof Usage)[]

/** Columns in the second version. */
export const SCALARS_OF_SECOND = [...SCALARS_OF_FIRST, ...USAGE] as const

/** Columns in the third version. */
export const SCALARS_OF_THIRD = [...SCALARS_OF_SECOND, 'expectedCost'] as const

/** Columns of the scalar block, in order. What was not measured is NaN. */
export const SCALARS = [...SCALARS_OF_THIRD, 'gradientScale'] as const

type Scalar = (typeof SCALARS)[number]
interface Measured extends Omit<Snapshot, 'alphas' | 'alphaGradients' | 'gates'> {
  /** Largest magnitude among the gradients of alphas; NaN where there are none. */
  readonly gradientScale: number
}

/** Float32, [snapshots × columns]. */
export function writeScalars(snapshots: readonly Snapshot[]): Float32Array {
  const unknown = Object.fromEntries(USAGE.map((name) => [name, Number.NaN]))
  const rows = snapshots.map(({ usage, ...snapshot }) => {
    const expectedCost = Number.NaN
    const { alphaGradients } = snapshot
    const gradientScale = alphaGradients ? largestMagnitude([alphaGradients]) : Number.NaN
    const own = { expectedCost, ...snapshot, gradientScale }
    const values = { ...own, ...(usage ?? unknown) } as unknown as Record<Scalar, number>
    return SCALARS.map((name) => values[name])
  })
  return Float32Array.from(rows.flat())
}

/** The inverse of `writeScalars`. */
export function readScalars(scalars: Float32Array, names: readonly Scalar[]): Measured[] {
  return Array.from({ length: scalars.length / names.length }, (_, row) => {
    const scalar = (name: Scalar) => {
      const column = names.indexOf(name)
      return column < 0 ? Number.NaN : (scalars[row * names.length + column] ?? Number.NaN)
    }
    const usage = {
      imagesTrained: scalar('imagesTrained'),
      imagesJudged: scalar('imagesJudged'),
      gpuMs: scalar('gpuMs'),
    }
    const expectedCost = scalar('expectedCost')
    return {
      step: scalar('step'),
      elapsedMs: scalar('elapsedMs'),
      trainLoss: scalar('trainLoss'),
      trainAccuracy: scalar('trainAccuracy'),
      validLoss: scalar('validLoss'),
      validAccuracy: scalar('validAccuracy'),
      learningRate: scalar('learningRate'),
      gradientScale: scalar('gradientScale'),
      ...(Number.isNaN(expectedCost) ? {} : { expectedCost }),
      ...(Number.isNaN(usage.gpuMs) ? {} : { usage }),
    }
  })
}
