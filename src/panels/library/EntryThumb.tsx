import { useMemo } from 'react'
import { datasetFormat } from '../../run/datasets'
import type { EntryFacts } from '../../store/libraryFacts'
import { ArchitectureThumb } from '../../views/ArchitectureThumb'
import { useInSight } from '../common/useInSight'
import { thumbModel } from './thumbModel'

const WIDTH = 64
const HEIGHT = 40

/** The architecture of an entry as a stamp, drawn when it comes into sight. */
export function EntryThumb({ facts }: { readonly facts: EntryFacts }) {
  const { ref, inSight } = useInSight()
  return (
    <span className="library-thumb" ref={ref}>
      {inSight && <Drawn facts={facts} />}
    </span>
  )
}

function Drawn({ facts: { space, text, dataset } }: { readonly facts: EntryFacts }) {
  const side = datasetFormat(dataset).input.height
  const model = useMemo(() => thumbModel({ space, text, side }), [space, text, side])
  return model && <ArchitectureThumb model={model} width={WIDTH} height={HEIGHT} />
}
