import { useMemo, type KeyboardEvent, type MouseEvent, type RefCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { EdgePlace } from '../../../space/edgeEdits'
import { StateLabel } from '../../../views/StateLabel'
import { layoutCellGraph, type Box } from './cellGraphLayout'
import { edgeKey, type EdgeState } from './edgeStates'
import { EdgeMark } from './EdgeMark'
import { moveInGraph, partKey, partOf, type GraphPart } from './graphMoves'
import { handlePartKey } from './partKeys'
import type { ProblemMarks } from './problemMarks'
import { useEdgeLabel } from './useEdgeLabel'
import { useNodeDrag } from './useNodeDrag'
import { partAt } from './usePartFocus'

interface CellGraphEditorProps {
  readonly title: string
  readonly inputs: number
  readonly states: number
  /** Candidates that there are on a free edge. */
  readonly candidates: number
  readonly edges: readonly EdgeState[]
  /** Whether nodes can be added, moved and removed; else the last state is the output. */
  readonly nodesChange: boolean
  readonly grows: boolean
  readonly selected: ReadonlySet<string>
  readonly openPart: string | null
  readonly marks: ProblemMarks
  readonly root: RefCallback<SVGSVGElement>
  readonly tabIndexOf: (at: string) => number
  /** A part has the focus. */
  readonly onFocusPart: (at: string) => void
  /** Gives a part the focus, now or once it is drawn. */
  readonly onFocus: (at: string) => void
  readonly onFocusNext: (at: string) => void
  /** Pixels of the drawing itself, and how much larger it is shown. */
  readonly width: number
  readonly scale: number
  readonly onOpen: (part: GraphPart) => void
  readonly onToggle: (edge: EdgePlace) => void
  readonly onSelectAll: () => void
  readonly onDelete: (part: GraphPart) => void
  /** @param gesture whether it is one of several steps of a drag */
  readonly onMoveNode: (from: number, to: number, gesture: boolean) => void
  readonly onMoved: () => void
  readonly onEscape: () => void
}

const NEXT_RADIUS = 13

/** The cell in the large: every edge with its candidates, every node in its place. */
export function CellGraphEditor(props: CellGraphEditorProps) {
  const { root, inputs, states, candidates, nodesChange, grows, tabIndexOf, marks, scale } = props
  const { t } = useTranslation()
  const edgeLabel = useEdgeLabel(!nodesChange)
  const layout = useMemo(
    () => layoutCellGraph({ inputs, states, candidates, joined: nodesChange, width: props.width }),
    [inputs, states, candidates, nodesChange, props.width],
  )
  const nodes = states - inputs
  const drag = useNodeDrag({
    step: layout.step * scale,
    nodes,
    onMove: (from, to) => props.onMoveNode(from, to, true),
    onEnd: props.onMoved,
  })
  const onKeyDown = (event: KeyboardEvent) =>
    handlePartKey(event, {
      move: (key, at) => {
        const part = moveInGraph(key, partOf(at), { inputs, states, grows })
        return part && partKey(part)
      },
      onFocus: props.onFocus,
      onOpen: (at) => props.onOpen(partOf(at)),
      selectable: (at) => partOf(at).kind === 'edge',
      onSelect: (at) => {
        const part = partOf(at)
        if (part.kind === 'edge') props.onToggle(part.edge)
      },
      onSelectAll: props.onSelectAll,
      onDelete: (at) => props.onDelete(partOf(at)),
      onShift: (at, by) => {
        const part = partOf(at)
        if (part.kind !== 'node' || !nodesChange) return
        const place = part.state - inputs + by
        if (place < 0 || place >= nodes) return
        props.onMoveNode(place - by, place, false)
        props.onFocusNext(partKey({ kind: 'node', state: part.state + by }))
      },
      onEscape: props.onEscape,
    })
  const onClick = (event: MouseEvent) => {
    const at = partAt(event)
    if (at === null) return
    const part = partOf(at)
    const several = event.shiftKey || event.ctrlKey || event.metaKey
    if (part.kind === 'node' && drag.wasDrag()) return
    if (part.kind === 'edge' && several) props.onToggle(part.edge)
    else props.onOpen(part)
  }
  const stateOf = new Map(props.edges.map((edge) => [edge.key, edge]))
  return (
    <svg
      ref={root}
      className="view design-graph"
      data-compact={layout.compact || undefined}
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label={props.title}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const at = partAt(event)
        if (at !== null) props.onFocusPart(at)
      }}
    >
      <g className="design-bus">
        {layout.bus.map((points, index) => (
          <path
            key={index}
            d={points.map(({ x, y }, at) => `${at ? 'L' : 'M'}${x} ${y}`).join('')}
          />
        ))}
      </g>
      {layout.edges.map((place) => {
        const key = edgeKey(place)
        const state = stateOf.get(key)
        const at = partKey({ kind: 'edge', edge: place })
        return (
          state && (
            <EdgeMark
              key={key}
              at={at}
              place={place}
              state={state}
              all={candidates}
              grid={layout.tile}
              ribbon={layout.ribbon}
              label={edgeLabel(state)}
              tabIndex={tabIndexOf(at)}
              selected={props.selected.has(key)}
              open={props.openPart === at}
              wrong={marks.edges.has(key)}
            />
          )
        )
      })}
      {layout.states.map((box, state) => {
        const node = state - inputs
        if (node < 0) return <StateBox key={state} box={box} state={state} inputs={inputs} />
        const at = partKey({ kind: 'node', state })
        const offset = drag.inHand?.node === node ? drag.inHand.offset / scale : 0
        const isOutput = !nodesChange && state === states - 1
        return (
          <g
            key={state}
            className="design-node"
            data-at={at}
            data-moves={nodesChange || undefined}
            data-in-hand={offset !== 0 || undefined}
            data-wrong={marks.nodes.has(state) || undefined}
            transform={offset === 0 ? undefined : `translate(${offset} 0)`}
            role="button"
            tabIndex={tabIndexOf(at)}
            aria-label={[
              isOutput
                ? t('editor.nodeOutput')
                : t('editor.node', { name: nodesChange ? node : state }),
              ...(marks.nodes.has(state) ? [t('editor.problemMark')] : []),
            ].join(', ')}
            aria-haspopup="dialog"
            aria-expanded={props.openPart === at}
            {...(nodesChange ? drag.handlers(node) : {})}
          >
            <StateBox box={box} state={state} inputs={inputs} isOutput={isOutput} />
          </g>
        )
      })}
      {layout.output && (
        <g className="design-state">
          <rect {...layout.output} rx={7} />
          <StateLabel
            state="output"
            x={layout.output.x + layout.output.width / 2}
            y={layout.output.y + layout.output.height / 2}
          />
        </g>
      )}
      {grows && (
        <g
          className="design-next"
          data-at="next"
          role="button"
          tabIndex={tabIndexOf('next')}
          aria-label={t('editor.addNode')}
          aria-keyshortcuts="N"
          transform={`translate(${layout.next.x} ${layout.next.y})`}
        >
          <circle r={NEXT_RADIUS} />
          <path d="M-5 0H5M0 -5V5" />
        </g>
      )}
    </svg>
  )
}

/** Inputs and output of a cell with one input are called so; nodes by their numbers. */
function StateBox(props: {
  readonly box: Box
  readonly state: number
  readonly inputs: number
  readonly isOutput?: boolean
}) {
  const { box, state, inputs, isOutput = false } = props
  const { t } = useTranslation()
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  const word = isOutput ? t('architecture.output') : state === 0 ? t('architecture.input') : state
  return (
    <g className="design-state">
      <rect {...box} rx={7} />
      {inputs === 1 ? (
        <text className="cell-state-name" x={x} y={y + 5} textAnchor="middle">
          {word}
        </text>
      ) : (
        <StateLabel state={state} x={x} y={y} />
      )}
    </g>
  )
}
