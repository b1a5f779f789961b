import { Suspense } from 'react'
import type { ImportedArchitecture } from '../../store/architectureSlice'
import { useWorkspace } from '../../store/workspace'
import { useWidth } from '../../views/useWidth'
import { lazyPart } from '../common/lazyPart'
import { useDrawingScale } from '../common/useDrawingScale'
import { ImportedCells } from './ImportedCells'
import { RunStatus } from './RunStatus'
import { searchPart } from './searchPart'
import './search.css'

const ArchitecturePicture = lazyPart(() => import('../result/ArchitecturePicture'))

const SearchViews = searchPart(() => import('./SearchViews'))

/** The search as it happens, or happened: cells, gates, curves. */
export function SearchColumn() {
  const imported = useWorkspace((state) => state.imported)
  const { width: room, ref } = useWidth(700)
  const width = Math.floor(room / useDrawingScale())
  return (
    <div ref={ref} className="search">
      <RunStatus />
      {imported ? (
        <Imported imported={imported} width={width} />
      ) : (
        <Suspense>
          <SearchViews width={width} />
        </Suspense>
      )}
    </div>
  )
}

/** Wider, drawings of found networks gain nothing. */
const WIDEST_PICTURE = 640

/** An architecture without its search, large. */
function Imported({ imported, width }: { imported: ImportedArchitecture; width: number }) {
  const dataset = useWorkspace((state) => state.history.present.dataset)
  const { genotype, space, text } = imported
  if (space && space.kind !== 'cell') {
    return (
      <Suspense>
        <ArchitecturePicture
          space={space}
          text={text}
          dataset={dataset}
          width={Math.min(width, WIDEST_PICTURE)}
        />
      </Suspense>
    )
  }
  return genotype && <ImportedCells genotype={genotype} width={width} />
}
