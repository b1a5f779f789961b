import type { SearchSpace } from '../space/searchSpace'

/** Networks made by hand, to hold architectures against that a search has found. */
export const REFERENCE_NAMES = ['plain-cnn', 'resnet', 'mobilenet-v2'] as const
export type ReferenceName = (typeof REFERENCE_NAMES)[number]

/** What is trained from scratch, built out to the depth and width it says. */
export type TrainingSubject =
  /** A member of a space; the space's own skeleton says how deep and wide. */
  | { readonly kind: 'architecture'; readonly space: SearchSpace; readonly text: string }
  /** Cells as text that belong to no space that is known, as NASNet's. */
  | {
      readonly kind: 'cells'
      readonly text: string
      readonly cells: number
      readonly channels: number
    }
  /** `channels` are those of its first stage. */
  | { readonly kind: 'reference'; readonly name: ReferenceName; readonly channels: number }
