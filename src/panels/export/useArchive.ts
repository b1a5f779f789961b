import { useEffect, useState } from 'react'
import type { ExportArchive } from '../../export/archive'
import type { ArchiveOrder } from '../../export/exportOrder'
import { makeArchive } from '../../store/exporting'

export interface MadeArchive {
  /** Null until it is made. */
  readonly archive: ExportArchive | null
  /** Why it could not be made. */
  readonly problem: string | null
}

interface Made extends MadeArchive {
  readonly order: ArchiveOrder
}

/** The file of an order, once it is made; what was made of an earlier order counts no more. */
export function useArchive(order: ArchiveOrder): MadeArchive {
  const [made, setMade] = useState<Made | null>(null)
  useEffect(() => {
    let wanted = true
    const tell = (news: MadeArchive) => wanted && setMade({ order, ...news })
    makeArchive(order).then(
      (archive) => tell({ archive, problem: null }),
      (error: unknown) =>
        tell({ archive: null, problem: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      wanted = false
    }
  }, [order])
  return made?.order === order ? made : { archive: null, problem: null }
}
