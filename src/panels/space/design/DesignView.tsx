import { useTranslation } from 'react-i18next'
import { validateSpace } from '../../../space/bounds'
import { useWorkspace } from '../../../store/workspace'
import { useWidth } from '../../../views/useWidth'
import { useDrawingScale } from '../../common/useDrawingScale'
import { CellDesign } from './CellDesign'
import '../space.css'
import '../editors.css'
import './design.css'

/** The space in the large, to be taken in hand. */
export default function DesignView() {
  const { t } = useTranslation()
  const space = useWorkspace((state) => state.history.present.space)
  const { width: room, ref } = useWidth(676)
  const scale = useDrawingScale()
  const width = Math.floor(room / scale)
  const problems = validateSpace(space)
  return (
    <div ref={ref} className="design" aria-label={t('app.design')}>
      {(space.kind === 'cell' || space.kind === 'enas-cell' || space.kind === 'nas-bench-201') && (
        <CellDesign problems={problems} width={width} scale={scale} />
      )}
    </div>
  )
}
