import { useMemo } from 'react'
import { besideLine, edgeLine, layoutEdgeCell, NODE_RADIUS } from './edgeCellLayout'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import { ribbonWidth, stackStrands } from './ribbon'
import { round } from './route'
import type { MixedEdge } from './stackContents'

const STEEPNESS = 0.135
const ROOM = 16
const GLYPH = 14
const THINNEST = 0.15

export interface EdgeMixtureProps {
  readonly nodes: number
  readonly edges: readonly MixedEdge[]
  /** Pixels. */
  readonly width: number
  readonly input: string
  readonly output: string
}

function layoutOf(nodes: number, edges: readonly MixedEdge[], width: number) {
  return layoutEdgeCell(nodes, edges, width, { rise: width * STEEPNESS, room: ROOM })
}

/** Height, and how far below the top the nodes stand, in pixels. */
export function edgeMixtureSize(nodes: number, edges: readonly MixedEdge[], width: number) {
  const { top, bottom } = layoutOf(nodes, edges, width)
  return { height: bottom - top, axis: -top }
}

/** A cell of operations on edges: ribbons of what a method thinks of them, glyphs of what is taken. */
export function EdgeMixture({ nodes, edges, width, input, output }: EdgeMixtureProps) {
  const layout = useMemo(() => layoutOf(nodes, edges, width), [nodes, edges, width])
  return (
    <g className="edge-mixture" transform={`translate(0 ${round(-layout.top)})`}>
      {layout.edges.map((placed, index) => {
        const choices = edges[index]?.choices ?? []
        const known = choices.some(({ share }) => share !== null)
        const strands = choices
          .filter(({ taken }) => known || taken)
          .map(({ operation, share, taken }) => ({
            operation,
            share: known ? (share ?? 0) : 1,
            taken,
          }))
        const line = edgeLine(layout, placed)
        return (
          <g key={`${placed.from}-${placed.to}`}>
            {stackStrands(strands, ribbonWidth(!known)).map(
              ({ operation, thickness, offset }) =>
                thickness >= THINNEST && (
                  <path
                    key={operation}
                    className="edge-mixture-strand"
                    data-taken={
                      choices.some((each) => each.taken && each.operation === operation) ||
                      undefined
                    }
                    d={besideLine(line, offset)}
                    stroke={OPERATION_STYLE[operation].color}
                    strokeWidth={round(thickness)}
                  />
                ),
            )}
          </g>
        )
      })}
      {layout.edges.map(({ middle }, index) => {
        const taken = edges[index]?.choices.find((choice) => choice.taken)
        return (
          taken && (
            <g key={index} className="edge-mixture-taken">
              <circle cx={middle.x} cy={middle.y} r={GLYPH / 2 + 4} />
              <OperationGlyph
                operation={taken.operation}
                size={GLYPH}
                x={middle.x - GLYPH / 2}
                y={middle.y - GLYPH / 2}
              />
            </g>
          )
        )
      })}
      {layout.nodes.map(({ x }, node) => (
        <g key={node} className="edge-cell-node" data-end={node % (nodes - 1) === 0 || undefined}>
          <circle cx={x} cy={0} r={NODE_RADIUS} />
          <text x={x} y={4}>
            {node === 0 ? input : node === nodes - 1 ? output : node}
          </text>
        </g>
      ))}
    </g>
  )
}
