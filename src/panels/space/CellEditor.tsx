import { useTranslation } from 'react-i18next'
import { CELL_SPACE_BOUNDS } from '../../space/bounds'
import { withEdgeOperations } from '../../space/cellEdits'
import { ENAS_CELL_BOUNDS, ENAS_CELL_OPERATIONS } from '../../space/enasCellSpace'
import { OPERATIONS } from '../../space/operations'
import { SliderField } from '../common/SliderField'
import { channelsWithin, countsWithin } from './counts'
import { NetworkSection } from './NetworkSection'
import { NodesSection } from './NodesSection'
import { OperationPalette } from './OperationPalette'
import { useSpaceEdit } from './useSpaceEdit'

/** Cells of weighted edges. */
export function DartsCellEditor() {
  const { t } = useTranslation()
  const { space, takeSpace } = useSpaceEdit('cell')
  return (
    <>
      <NodesSection bound={CELL_SPACE_BOUNDS.nodes} />
      <OperationPalette
        title={t('space.operations')}
        all={OPERATIONS}
        chosen={OPERATIONS.filter((operation) => space.operations.includes(operation))}
        insufficient={['none']}
        lastOne={t('space.lastOperation')}
        onChange={(operations) => takeSpace(withEdgeOperations(space, operations))}
      />
      <CellNetwork />
    </>
  )
}

/** Cells whose nodes add two operations each. */
export function EnasCellEditor() {
  const { t } = useTranslation()
  const { space, takeSpace } = useSpaceEdit('enas-cell')
  return (
    <>
      <NodesSection bound={ENAS_CELL_BOUNDS.nodes} note={t('spaces.enasNode')} />
      <OperationPalette
        title={t('space.operations')}
        all={ENAS_CELL_OPERATIONS}
        chosen={space.operations}
        insufficient={[]}
        lastOne={t('space.lastOperation')}
        onChange={(operations) => takeSpace(withEdgeOperations(space, operations))}
      />
      <CellNetwork />
    </>
  )
}

/** How the cells are stacked, and how wide they start. */
function CellNetwork() {
  const { t } = useTranslation()
  const { space, editSpace, endGesture } = useSpaceEdit('cell', 'enas-cell')
  return (
    <NetworkSection>
      <SliderField
        label={t('space.cells')}
        choices={countsWithin(CELL_SPACE_BOUNDS.cells)}
        value={space.cells}
        onChange={(cells) => editSpace({ cells }, 'cells')}
        onCommit={endGesture}
      />
      <SliderField
        label={t('space.channels')}
        choices={channelsWithin(CELL_SPACE_BOUNDS.channels)}
        value={space.channels}
        onChange={(channels) => editSpace({ channels }, 'channels')}
        onCommit={endGesture}
      />
    </NetworkSection>
  )
}
