import { RadioGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { Bound } from '../../space/bounds'
import { withNodes } from '../../space/cellEdits'
import { cellEdges } from '../../space/cellSpace'
import { CellSkeleton } from './CellSkeleton'
import { countsWithin } from './counts'
import { useSpaceEdit } from './useSpaceEdit'

interface NodesSectionProps {
  readonly bound: Bound
  /** What a node does, where it is not said by the number of edges. */
  readonly note?: string
}

/** How many intermediate nodes a cell has, and the edges that follow. */
export function NodesSection({ bound, note }: NodesSectionProps) {
  const { t } = useTranslation()
  const { space, takeSpace } = useSpaceEdit('cell', 'enas-cell')
  return (
    <section className="space-section">
      <div className="field-row">
        <span>
          <span className="field-label" id="nodes-label">
            {t('space.nodes')}
          </span>
          {!note && (
            <span className="note nodes-edges">
              {t('space.edges', { count: cellEdges(space.nodes).length })}
            </span>
          )}
        </span>
        <RadioGroup.Root
          className="steps"
          aria-labelledby="nodes-label"
          orientation="horizontal"
          value={String(space.nodes)}
          onValueChange={(count) => takeSpace(withNodes(space, Number(count)))}
        >
          {countsWithin(bound).map((count) => (
            <RadioGroup.Item key={count} value={String(count)} className="step-choice">
              {count}
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      <CellSkeleton
        nodes={space.nodes}
        most={bound.max}
        onChange={(nodes) => takeSpace(withNodes(space, nodes))}
      />
      {note && <p className="note">{note}</p>}
    </section>
  )
}
