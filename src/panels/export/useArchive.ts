import { useEffect, useState } from 'react'
import type { ExportArchive } from '../../export/archive'
import type { ArchiveOrder } from '../../export/exportOrder'
import { makeArchive } from '../../store/exporting'

interface Made {
  readonly order: ArchiveOrder
  readonly archive: ExportArchive | null
  readonly problem: string | null
}

/** The file of an order, once it is made; what was made of an earlier order counts no more. */
export function useArchive(order: ArchiveOrder): Omit<Made, 'order'> {
  const [made, setMade] = useState<Made | null>(null)
  useEffect(() => {
    let wanted = true
    const tell = (news: Omit<Made, 'order'>) => wanted && setMade({ order, ...news })
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
