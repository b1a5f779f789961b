import { useMemo } from 'react'
import { cellEdges, type CellGenotype } from '../space/cellSpace'
import { CellBody } from './CellBody'
import { layoutCell, type Box, type CellLayout } from './cellLayout'
import { concatStates, drawnEdges, type CellContent } from './cellModel'
import { EdgeMixture, edgeMixtureSize } from './EdgeMixture'
import { EnasCellBody } from './EnasCellGraph'
import { BAR_HEIGHT, layoutEnasCell } from './enasCellLayout'
import type { NetworkStackWords } from './networkStackWords'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import type { BranchChoice, PartContent } from './stackContents'
import type { PartPorts } from './stackWires'
import { useGlide } from './useGlide'
import type { AnyOperation } from '../space/anyOperation'

/** What something unfolded takes, and where lines meet it. */
export interface Room extends PartPorts {
  readonly width: number
  readonly height: number
}

const WIDTHS = {
  cell: { least: 300, most: 560 },
  'enas-cell': { least: 300, most: 440 },
  edges: { least: 230, most: 340 },
  choices: { least: 128, most: 128 },
} as const

const CHOICE_ROW = 20
const GLYPH = 14
const CHOICE_BAR = { x: 78, width: 46 }

const SHORT_NAMES = Object.fromEntries(
  Object.entries(OPERATION_STYLE).map(([operation, { short }]) => [operation, short]),
) as Record<AnyOperation, string>

/** What unfolding a part takes, where there is so much width for it. */
export function unfoldedRoom(content: PartContent, width: number): Room {
  const { least, most } = WIDTHS[content.kind]
  const room = Math.floor(Math.min(most, Math.max(least, width)))
  switch (content.kind) {
    case 'cell': {
      const layout = mixtureLayout(content.cell, room)
      const [skip, entry] = [layout.states[0], layout.states[1]].map((box) =>
        box ? middle(box) : 0,
      )
      const { width, height, output } = layout
      return { width, height, skip: skip ?? null, entry: entry ?? 0, exit: middle(output) }
    }
    case 'enas-cell': {
      const { height, inputs } = layoutEnasCell(content.cell, room)
      const [skip = 0, entry = 0] = inputs.map(({ at }) => at.y)
      return { width: room, height, skip, entry, exit: BAR_HEIGHT / 2 }
    }
    case 'edges': {
      const { height, axis } = edgeMixtureSize(content.nodes, content.edges, room)
      return { width: room, height, skip: null, entry: axis, exit: axis }
    }
    case 'choices': {
      const height = content.choices.length * CHOICE_ROW
      return { width: room, height, skip: null, entry: height / 2, exit: height / 2 }
    }
  }
}

const middle = ({ y, height }: Box) => y + height / 2

export interface StackContentProps {
  readonly content: PartContent
  /** Pixels, as `unfoldedRoom` gave it. */
  readonly width: number
  /** From the mixture (0) to what is derived from it (1). */
  readonly settled: number
  readonly words: NetworkStackWords
}

/** What is in a part: its cell as a graph, or what a block may be. */
export function StackContent({ content, width, settled, words }: StackContentProps) {
  switch (content.kind) {
    case 'cell':
      return <StackCell cell={content.cell} width={width} settled={settled} />
    case 'enas-cell':
      return <EnasCell cell={content.cell} width={width} words={words} />
    case 'edges':
      return <EdgeMixture {...content} width={width} input={words.input} output={words.output} />
    case 'choices':
      return <Choices choices={content.choices} />
  }
}

/** Places do not depend on gates, so that nothing moves while a search runs. */
function mixtureLayout({ nodes, gates, genotype }: CellContent, width: number): CellLayout {
  const edges =
    gates || !genotype ? cellEdges(nodes) : drawnEdges({ nodes, operations: [], genotype })
  return layoutCell({ nodes, edges, concat: concatStates(nodes, genotype), width })
}

function StackCell(props: {
  readonly cell: CellContent
  readonly width: number
  readonly settled: number
}) {
  const { cell, width, settled } = props
  const gates = useGlide(cell.gates)
  const edges = drawnEdges({ ...cell, gates, settled: cell.genotype ? settled : 0 })
  const concat = concatStates(cell.nodes, cell.genotype).join(' ')
  const mixed = gates !== undefined
  const layout = useMemo(
    () => mixtureLayout(cell, width),
    // Gates and operations change with every snapshot; places do not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [cell.nodes, concat, width, mixed],
  )
  return <CellBody edges={edges} layout={layout} fixed={!gates} text={null} />
}

function EnasCell(props: {
  readonly cell: CellGenotype
  readonly width: number
  readonly words: NetworkStackWords
}) {
  const { cell, width, words } = props
  const layout = useMemo(() => layoutEnasCell(cell, width), [cell, width])
  return <EnasCellBody layout={layout} text={{ concat: words.concat, operations: SHORT_NAMES }} />
}

/** A row per branch: what it is, and how likely. */
function Choices({ choices }: { readonly choices: readonly BranchChoice[] }) {
  return (
    <g className="stack-choices">
      {choices.map(({ operation, share, taken }, row) => {
        const y = row * CHOICE_ROW + CHOICE_ROW / 2
        return (
          <g key={operation} data-taken={taken || undefined}>
            <OperationGlyph operation={operation} size={GLYPH} x={0} y={y - GLYPH / 2} />
            <text x={GLYPH + 6} y={y + 4}>
              {OPERATION_STYLE[operation].short}
            </text>
            {share !== null && (
              <>
                <rect className="stack-bar-room" {...CHOICE_BAR} y={y - 2} height={4} />
                <rect
                  x={CHOICE_BAR.x}
                  y={y - 2}
                  width={CHOICE_BAR.width * share}
                  height={4}
                  fill={OPERATION_STYLE[operation].color}
                />
              </>
            )}
          </g>
        )
      })}
    </g>
  )
}
