import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CELL_SPACE_BOUNDS, type SpaceProblem } from '../../../space/bounds'
import { withEdges, withNodeMoved, withNodes, withoutNode } from '../../../space/cellEdits'
import { CELL_TYPES, type CellType } from '../../../space/cellSpace'
import type { EdgeEdit } from '../../../space/edgeEdits'
import { ENAS_CELL_BOUNDS } from '../../../space/enasCellSpace'
import { Segments } from '../../common/Segments'
import { useSpaceEdit } from '../useSpaceEdit'
import { CellGraphEditor } from './CellGraphEditor'
import { EdgePalette } from './EdgePalette'
import { cellStates, edgeKey, edgeStates } from './edgeStates'
import { partKey, partOf, type GraphPart } from './graphMoves'
import { NodeMenu } from './NodeMenu'
import { PartPopover } from './PartPopover'
import { problemMarks } from './problemMarks'
import { SelectionBar } from './SelectionBar'
import { useAddKey } from './useAddKey'
import { edgeTitle } from './useEdgeLabel'
import { usePartFocus } from './usePartFocus'
import { useSelection } from './useSelection'

type Scope = CellType | 'both'
const SCOPES: readonly Scope[] = ['both', ...CELL_TYPES]

/** Where the palette of all selected edges is opened, besides the parts of the drawing. */
const SELECTION = 'selection'

interface CellDesignProps {
  readonly problems: readonly SpaceProblem[]
  /** Pixels of the drawing itself, and how much larger it is shown. */
  readonly width: number
  readonly scale: number
}

/** The cell as a graph to take in hand. */
export function CellDesign({ problems, width, scale }: CellDesignProps) {
  const { t } = useTranslation()
  const { space, takeSpace, endGesture } = useSpaceEdit('cell', 'enas-cell', 'nas-bench-201')
  const [scope, setScope] = useState<Scope>('both')
  const [open, setOpen] = useState<string | null>(null)
  const anchor = useRef<Element>(document.body)
  const plain = space.kind === 'nas-bench-201'
  const types = plain ? [] : scope === 'both' ? CELL_TYPES : [scope]
  const { inputs, states } = cellStates(space)
  const edges = edgeStates(space, types)
  const byKey = new Map(edges.map((edge) => [edge.key, edge]))
  const selection = useSelection((key) => byKey.has(key))
  const most = space.kind === 'enas-cell' ? ENAS_CELL_BOUNDS.nodes.max : CELL_SPACE_BOUNDS.nodes.max
  const grows = !plain && space.nodes < most
  const first = partKey({ kind: 'edge', edge: { from: 0, to: inputs } })
  const { root, elementAt, focus, focusNext, tabIndexOf, setStop } = usePartFocus<SVGSVGElement>(
    first,
    (at) => {
      const part = partOf(at)
      if (part.kind === 'edge') return byKey.has(edgeKey(part.edge))
      return part.kind === 'node' ? part.state < states : grows
    },
  )

  const editEdges = (keys: readonly string[], edit: EdgeEdit) => {
    const places = keys.flatMap((key) => byKey.get(key) ?? [])
    takeSpace(withEdges(space, types, places, edit))
  }
  const addNode = () => {
    if (plain || !grows) return
    takeSpace(withNodes(space, space.nodes + 1))
    focusNext(partKey({ kind: 'node', state: states }))
  }
  useAddKey(addNode)
  const removeNode = (state: number) => {
    if (plain || space.nodes === 1) return
    takeSpace(withoutNode(space, state - inputs))
    setOpen(null)
    focusNext(partKey({ kind: 'node', state: Math.min(state, states - 2) }))
  }
  const moveNode = (from: number, to: number, gesture: boolean) => {
    if (!plain) takeSpace(withNodeMoved(space, from, to), gesture ? 'node' : undefined)
  }
  const openAt = (at: string, element: Element | null) => {
    anchor.current = element ?? document.body
    setOpen(at)
  }
  const openPart = (part: GraphPart) => {
    if (part.kind === 'next') return addNode()
    if (part.kind === 'edge' && !selection.keys.has(edgeKey(part.edge))) selection.clear()
    const at = partKey(part)
    openAt(at, elementAt(at))
  }
  const opened = open === null || open === SELECTION ? null : partOf(open)
  const edited =
    open === SELECTION
      ? [...selection.keys]
      : opened?.kind === 'edge'
        ? selection.with(edgeKey(opened.edge))
        : []
  const editedEdges = edited.flatMap((key) => byKey.get(key) ?? [])
  const graphName = plain ? 'only' : scope

  return (
    <section
      className="design-section"
      aria-label={t(`editor.graph.${graphName}`, {
        nodes: states - inputs,
        edges: edges.length,
      })}
    >
      {!plain && (
        <div className="design-line">
          <Segments
            label={t('editor.cells')}
            value={scope}
            options={SCOPES.map((name) => ({ name, label: t(`editor.scope.${name}`) }))}
            onChange={setScope}
          />
          <p className="note design-differ">
            {edges.some(({ differs }) => differs) ? t('editor.differ') : ''}
          </p>
        </div>
      )}
      <div className="design-scroll">
        <CellGraphEditor
          title={t(`editor.graph.${graphName}`, { nodes: states - inputs, edges: edges.length })}
          inputs={inputs}
          states={states}
          candidates={space.operations.length}
          edges={edges}
          nodesChange={!plain}
          grows={grows}
          selected={selection.keys}
          openPart={open}
          marks={problemMarks(problems, types, states - 1)}
          root={root}
          tabIndexOf={tabIndexOf}
          onFocusPart={setStop}
          onFocus={focus}
          onFocusNext={focusNext}
          width={width}
          scale={scale}
          onOpen={openPart}
          onToggle={(edge) => selection.toggle(edgeKey(edge))}
          onSelectAll={() => selection.take(byKey.keys())}
          onDelete={(part) => {
            if (part.kind === 'edge') editEdges(selection.with(edgeKey(part.edge)), FORBID)
            else if (part.kind === 'node') removeNode(part.state)
          }}
          onMoveNode={moveNode}
          onMoved={endGesture}
          onEscape={selection.clear}
        />
      </div>
      <SelectionBar
        count={selection.keys.size}
        countText={t('editor.selectedEdges', { count: selection.keys.size })}
        choices={[{ label: t('editor.selectEdges'), take: () => selection.take(byKey.keys()) }]}
        onEdit={(button) => openAt(SELECTION, button)}
        onClear={selection.clear}
      />
      <p className="note">{t(plain ? 'editor.keysFixed' : 'editor.keys')}</p>
      {editedEdges.length > 0 && (
        <PartPopover
          title={
            editedEdges.length === 1 && editedEdges[0]
              ? edgeTitle(editedEdges[0], plain)
              : t('editor.edges', { count: editedEdges.length })
          }
          anchor={anchor}
          onClose={() => setOpen(null)}
        >
          <EdgePalette
            operations={space.operations}
            edges={editedEdges}
            noneDecides={plain}
            onEdit={(edit) => editEdges(edited, edit)}
          />
        </PartPopover>
      )}
      {opened?.kind === 'node' && opened.state < states && (
        <PartPopover
          title={t('editor.node', { name: plain ? opened.state : opened.state - inputs })}
          anchor={anchor}
          onClose={() => setOpen(null)}
        >
          <NodeMenu
            node={opened.state - inputs}
            nodes={plain ? 0 : space.nodes}
            onSelectEdges={() => {
              selection.take(edges.filter(({ to }) => to === opened.state).map(({ key }) => key))
              setOpen(null)
            }}
            onMove={(by) => {
              moveNode(opened.state - inputs, opened.state - inputs + by, false)
              const at = partKey({ kind: 'node', state: opened.state + by })
              openAt(at, elementAt(at))
            }}
            onRemove={() => removeNode(opened.state)}
          />
        </PartPopover>
      )}
    </section>
  )
}

const FORBID: EdgeEdit = { kind: 'forbid' }
