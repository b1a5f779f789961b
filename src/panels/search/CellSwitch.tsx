import { useTranslation } from 'react-i18next'
import { CELL_TYPES } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'
import { SegmentItems } from '../common/SegmentItems'

/** Which kind of cell is shown where there is room for one. */
export function CellSwitch() {
  const { t } = useTranslation()
  const cellShown = useWorkspace((state) => state.cellShown)
  const showCell = useWorkspace((state) => state.showCell)
  return (
    <SegmentItems
      className="cell-switch"
      aria-label={t('search.cellType')}
      value={cellShown}
      options={CELL_TYPES.map((name) => ({ name, label: t(`search.${name}`) }))}
      onChange={showCell}
    />
  )
}
