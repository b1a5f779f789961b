import { useTranslation } from 'react-i18next'

interface NodeMenuProps {
  /** From 0. */
  readonly node: number
  /** How many there are to change places with; 0 where nodes are fixed. */
  readonly nodes: number
  readonly onSelectEdges: () => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** What can be done to a node. */
export function NodeMenu({ node, nodes, onSelectEdges, onMove, onRemove }: NodeMenuProps) {
  const { t } = useTranslation()
  return (
    <div className="palette-actions">
      <button type="button" className="button quiet" onClick={onSelectEdges}>
        {t('editor.selectIncoming')}
      </button>
      {nodes > 0 && (
        <>
          <button
            type="button"
            className="button quiet"
            disabled={node === 0}
            onClick={() => onMove(-1)}
          >
            {t('editor.earlier')}
          </button>
          <button
            type="button"
            className="button quiet"
            disabled={node === nodes - 1}
            onClick={() => onMove(1)}
          >
            {t('editor.later')}
          </button>
          <button type="button" className="button quiet" disabled={nodes === 1} onClick={onRemove}>
            {t('editor.removeNode')}
          </button>
        </>
      )}
    </div>
  )
}
