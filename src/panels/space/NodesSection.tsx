import { RadioGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { CELL_SPACE_BOUNDS } from '../../space/bounds'
import { cellEdges } from '../../space/cellSpace'
import { useSpaceEdit } from './useSpaceEdit'
import { CellSkeleton } from './CellSkeleton'

const { min, max } = CELL_SPACE_BOUNDS.nodes
const COUNTS = Array.from({ length: max - min + 1 }, (_, index) => min + index)

/** How many intermediate nodes a cell has, and the edges that follow. */
export function NodesSection() {
  const { t } = useTranslation()
  const { space, editSpace } = useSpaceEdit()
  return (
    <section className="space-section">
      <div className="field-row">
        <span>
          <span className="field-label" id="nodes-label">
            {t('space.nodes')}
          </span>
          <span className="note nodes-edges">
            {t('space.edges', { count: cellEdges(space.nodes).length })}
          </span>
        </span>
        <RadioGroup.Root
          className="steps"
          aria-labelledby="nodes-label"
          orientation="horizontal"
          value={String(space.nodes)}
          onValueChange={(count) => editSpace({ nodes: Number(count) })}
        >
          {COUNTS.map((count) => (
            <RadioGroup.Item key={count} value={String(count)} className="step-choice">
              {count}
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      <CellSkeleton nodes={space.nodes} onChange={(nodes) => editSpace({ nodes })} />
    </section>
  )
}
