import './theme/views.css'
import './theme/architectures.css'
import './theme/networkStack.css'
import { NAS_BENCH_201_NODES } from '../space/nasBench201Space'
import { EdgeMixture, edgeMixtureSize } from './EdgeMixture'
import { OPERATION_STYLE } from './operationStyle'
import { searchView, type SearchDrawingProps, type ViewWords } from './searchView'
import { likelyEdges, type MixedEdge } from './stackContents'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'

interface LikelyCellWords extends ViewWords {
  /** What widths and glyphs say. */
  readonly hint: string
  readonly input: string
  readonly output: string
  summary(title: string, edges: string): string
  readonly columns: readonly [edge: string, operation: string, share: string, taken: string]
  /** "best has it" */
  readonly taken: string
}

const HEADER = 46
const NODES = NAS_BENCH_201_NODES

/** The cell of NAS-Bench-201 as a method sees it: strands as wide as likely, glyphs of the best. */
function LikelyCell(props: SearchDrawingProps<readonly MixedEdge[], LikelyCellWords>) {
  const { title, data, words, width } = props
  const height = HEADER + edgeMixtureSize(NODES, data, width).height
  return (
    <svg
      className="view likely-cell"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={words.summary(title, data.map(leaderOf).join('; '))}
    >
      <text className="view-title" x={0} y={15}>
        {title}
      </text>
      <text className="view-readout" x={0} y={36}>
        {fittedText(words.hint, width)}
      </text>
      <g transform={`translate(0 ${HEADER})`}>
        <EdgeMixture
          nodes={NODES}
          edges={data}
          width={width}
          input={words.input}
          output={words.output}
        />
      </g>
    </svg>
  )
}

/** "0 → 1 conv 3×3 0.42": the likeliest operation of an edge. */
function leaderOf({ from, to, choices }: MixedEdge): string {
  const [first, ...others] = choices
  if (!first) return `${from} → ${to}`
  const leader = others.reduce(
    (best, each) => ((each.share ?? 0) > (best.share ?? 0) ? each : best),
    first,
  )
  return `${from} → ${to} ${OPERATION_STYLE[leader.operation].short} ${(leader.share ?? 0).toFixed(2)}`
}

/** One row per edge and operation. */
function likelyTable(edges: readonly MixedEdge[], words: LikelyCellWords): TableTwin {
  return {
    columns: words.columns,
    rows: edges.flatMap(({ from, to, choices }) =>
      choices.map(({ operation, share, taken }) => [
        `${from} → ${to}`,
        operation,
        share ?? '',
        taken ? words.taken : '',
      ]),
    ),
  }
}

export const likelyCellView = searchView<readonly MixedEdge[], LikelyCellWords>({
  name: 'likely-cell',
  size: ({ space }) => (space.kind === 'nas-bench-201' ? 'wide' : null),
  height: 260,
  words: {
    en: {
      title: 'The cell, as likely',
      hint: 'A strand is as wide as its operation is likely; glyphs: the best so far.',
      input: 'in',
      output: 'out',
      summary: (title, edges) => `${title}. Likeliest: ${edges}.`,
      columns: ['Edge', 'Operation', 'Likely', 'Best'],
      taken: 'best has it',
    },
    zh: {
      title: '单元的可能性',
      hint: '线束宽度即操作的可能性；图标：目前最佳。',
      input: '入',
      output: '出',
      summary: (title, edges) => `${title}。最可能：${edges}。`,
      columns: ['边', '操作', '可能性', '最佳'],
      taken: '最佳所选',
    },
  },
  data: ({ run }) => {
    const { space } = run.timeline.config
    return space.kind === 'nas-bench-201' ? likelyEdges(run, space) : null
  },
  table: likelyTable,
  Drawing: LikelyCell,
})
