import { useTranslation } from 'react-i18next'
import { DATASET_FORMATS } from '../../run/datasets'
import { CELL_SPACE_BOUNDS } from '../../space/bounds'
import { useWorkspace } from '../../store/workspace'
import { SliderField } from '../common/SliderField'
import { MacroStrip } from './MacroStrip'
import { useSpaceEdit } from './useSpaceEdit'

const { min, max } = CELL_SPACE_BOUNDS.cells
const CELL_COUNTS = Array.from({ length: max - min + 1 }, (_, index) => min + index)
const CHANNEL_COUNTS = [1, 2, 4, 6, 8, 12, 16, 20, 24, 32, 36, 48, 64]

/** How the cells are stacked, and how wide they start. */
export function MacroSection() {
  const { t } = useTranslation()
  const { space, editSpace, endGesture } = useSpaceEdit()
  const dataset = useWorkspace((state) => state.history.present.dataset.name)
  return (
    <section className="space-section" aria-label={t('space.network')}>
      <h2 className="section-title">{t('space.network')}</h2>
      <MacroStrip space={space} format={DATASET_FORMATS[dataset]} />
      <SliderField
        label={t('space.cells')}
        choices={CELL_COUNTS}
        value={space.cells}
        onChange={(cells) => editSpace({ cells }, 'cells')}
        onCommit={endGesture}
      />
      <SliderField
        label={t('space.channels')}
        choices={CHANNEL_COUNTS}
        value={space.channels}
        onChange={(channels) => editSpace({ channels }, 'channels')}
        onCommit={endGesture}
      />
    </section>
  )
}
