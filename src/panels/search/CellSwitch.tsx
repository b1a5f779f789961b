import '../common/segments.css'
import { ToggleGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { CellType } from '../../space/cellSpace'
import { CELL_TYPES } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'

/** Which kind of cell is shown where there is room for one. */
export function CellSwitch() {
  const { t } = useTranslation()
  const cellShown = useWorkspace((state) => state.cellShown)
  const showCell = useWorkspace((state) => state.showCell)
  return (
    <ToggleGroup.Root
      type="single"
      className="cell-switch"
      aria-label={t('search.cellType')}
      value={cellShown}
      onValueChange={(type) => type && showCell(type as CellType)}
    >
      {CELL_TYPES.map((type) => (
        <ToggleGroup.Item key={type} value={type} className="segments-item">
          {t(`search.${type}`)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
