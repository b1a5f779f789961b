import type { Genotype } from '../space/cellSpace'
import type { SetSlice } from './slice'

/** An architecture that no run on screen found: from a link, pasted as text, or published. */
export interface ImportedArchitecture {
  /** As published code writes it. */
  readonly text: string
  /** Its two cells; null where it is not made of such. */
  readonly genotype: Genotype | null
  readonly origin: 'link' | 'text' | 'published'
  /** Name of a published architecture, for example DARTS_V2; null otherwise. */
  readonly name: string | null
  /** Of the supernet that found it, 0–1, as its link tells; measured on another device. */
  readonly accuracy: number | null
}

export interface ArchitectureSlice {
  /** Shown in place of the run's own result while it is set. */
  readonly imported: ImportedArchitecture | null
  readonly importArchitecture: (imported: ImportedArchitecture) => void
  readonly dropImported: () => void
}

export const createArchitectureSlice = (set: SetSlice<ArchitectureSlice>): ArchitectureSlice => ({
  imported: null,
  importArchitecture: (imported) => set({ imported }),
  dropImported: () => set({ imported: null }),
})
