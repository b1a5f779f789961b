import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { datasetFormat, type DatasetIdentity } from '../../run/datasets'
import { CELL_TYPES } from '../../space/cellSpace'
import type { SearchSpace } from '../../space/searchSpace'
import { BlockStrip, blockTable } from '../../views/BlockStrip'
import { EdgeCellGraph, edgeCellTable } from '../../views/EdgeCellGraph'
import { EnasCellGraph, enasCellTable } from '../../views/EnasCellGraph'
import { LayerChain, layerTable } from '../../views/LayerChain'
import { Drawing } from '../common/Drawing'
import { decidedArchitecture } from './decidedArchitecture'
import { useArchitectureText } from './useArchitectureText'

interface ArchitecturePictureProps {
  readonly space: SearchSpace
  /** As published code writes an architecture of the space. */
  readonly text: string
  readonly dataset: DatasetIdentity
  /** Pixels. */
  readonly width: number
}

/** A found architecture of a space that is not DARTS cells, drawn as its kind is. */
export default function ArchitecturePicture(props: ArchitecturePictureProps) {
  const { space, text, dataset, width } = props
  const { t } = useTranslation()
  const words = useArchitectureText()
  const side = datasetFormat(dataset).input.height
  const found = useMemo(() => decidedArchitecture(space, text, side), [space, text, side])
  const common = { width, text: words }
  switch (found.kind) {
    case 'cells':
      return CELL_TYPES.map((type) => (
        <Drawing
          key={type}
          name={t(`search.${type}`)}
          file={`found-${type}-cell`}
          table={() => enasCellTable(found.genotype[type], words)}
        >
          <EnasCellGraph title={t(`search.${type}`)} cell={found.genotype[type]} {...common} />
        </Drawing>
      ))
    case 'edges':
      return (
        <Drawing
          name={t('architecture.cell')}
          file="found-cell"
          table={() => edgeCellTable(found.edges, words)}
        >
          <EdgeCellGraph title={t('architecture.cell')} {...found} {...common} />
        </Drawing>
      )
    case 'layers':
      return (
        <Drawing
          name={t('architecture.network')}
          file="found-network"
          table={() => layerTable(found.layers, words)}
        >
          <LayerChain title={t('architecture.network')} side={side} {...found} {...common} />
        </Drawing>
      )
    case 'stages':
      return (
        <Drawing
          name={t('architecture.network')}
          file="found-network"
          table={() => blockTable(found.stages, words)}
        >
          <BlockStrip title={t('architecture.network')} {...found} {...common} />
        </Drawing>
      )
  }
}
