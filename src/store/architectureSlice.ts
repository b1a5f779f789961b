import type { Genotype } from '../space/cellSpace'
import type { Candidate } from '../run/events'
import type { SharedLatency } from '../share/link'
import type { SearchSpace } from '../space/searchSpace'
import type { SetSlice } from './slice'

/** An architecture that no run on screen found: from a link, pasted as text, or published. */
export interface ImportedArchitecture {
  /** As published code writes it. */
  readonly text: string
  /** The space that the text is of; null for cells by themselves. */
  readonly space: SearchSpace | null
  /** Its two cells; null where it is not made of such. */
  readonly genotype: Genotype | null
  readonly origin: 'link' | 'text' | 'published'
  /** Name of a published architecture, for example DARTS_V2; null otherwise. */
  readonly name: string | null
  /** Of the supernet that found it, 0–1, as its link tells; measured on another device. */
  readonly accuracy: number | null
  /** As its link tells; measured on another device, which it names. */
  readonly latency: SharedLatency | null
}

export interface ArchitectureSlice {
  /** Shown in place of the run's own result while it is set. */
  readonly imported: ImportedArchitecture | null
  /** One of the run's candidates, shown instead of the best; counts only in the run it is of. */
  readonly chosen: Candidate | null
  readonly importArchitecture: (imported: ImportedArchitecture) => void
  readonly chooseCandidate: (candidate: Candidate | null) => void
  /** Back to what the run stands for. */
  readonly dropImported: () => void
}

export const createArchitectureSlice = (set: SetSlice<ArchitectureSlice>): ArchitectureSlice => ({
  imported: null,
  chosen: null,
  importArchitecture: (imported) => set({ imported, chosen: null }),
  chooseCandidate: (chosen) => set({ chosen }),
  dropImported: () => set({ imported: null, chosen: null }),
})
