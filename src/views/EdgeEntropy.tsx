import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { memo, useMemo } from 'react'
import './theme/alphaViews.css'
import type { GateTable } from '../network/network'
import { methodOf } from '../run/methods'
import type { Snapshot } from '../run/events'
import { cellEdges } from '../space/cellSpace'
import { ChartFrame, type ChartPlace, type PlotArea } from './ChartFrame'
import { spreadLabels, tickDecimals } from './chartScale'
import { edgeEntropies, entropyLines, meanLine, type EntropyLine } from './edgeEntropy'
import { nearestIndex } from './nearestStep'
import { edgeName } from './operationStyle'
import { orderMove } from './orderMove'
import { readoutText } from './readout'
import { searchView, type SearchDrawingProps, type ViewWords } from './searchView'
import { thin } from './thin'
import { useRoving } from './useRoving'

interface EntropyData {
  readonly snapshots: readonly Snapshot[]
  readonly entropies: readonly Float32Array[]
  readonly table: GateTable
  /** Names of the edges, by row. */
  readonly names: readonly string[]
}

interface EntropyWords extends ViewWords {
  readonly step: string
  readonly mean: string
  /** At the top of the axis: nothing is preferred. */
  readonly undecided: string
  /** "2.04 nats" */
  nats(value: string): string
  summary(
    title: string,
    step: number,
    from: string,
    to: string,
    most: string,
    least: string,
  ): string
}

const HEIGHT = 222
const LABELS = 112
/** Narrower drawings name their lines without the value. */
const NARROW = 420
const NARROW_LABELS = 62
const LABEL_GAP = 15
const MARK = 2.5

const WORDS: Readonly<Record<'en' | 'zh', EntropyWords>> = {
  en: {
    title: 'Entropy of each edge',
    step: 'Step',
    mean: 'mean',
    undecided: '1 = undecided',
    nats: (value) => `${value} nats`,
    summary: (title, step, from, to, most, least) =>
      `${title}, as a share of that of uniform gates: over ${step} steps the mean went from ${from} to ${to}. Most decided: ${most}. Least decided: ${least}.`,
  },
  zh: {
    title: '各边的熵',
    step: '步',
    mean: '平均',
    undecided: '1 = 未定',
    nats: (value) => `${value} nat`,
    summary: (title, step, from, to, most, least) =>
      `${title}（占均匀门控熵的比例）：${step} 步内平均值从 ${from} 到 ${to}。最确定：${most}。最不确定：${least}。`,
  },
}

/** How undecided each edge of a cell is: entropy of its gates over steps, 1 where all are equal. */
function EdgeEntropy(props: SearchDrawingProps<EntropyData, EntropyWords>) {
  const { title, data, words, step, totalSteps, width, pointer } = props
  const { snapshots, entropies, table, names } = data
  const lines = useMemo(
    () => entropyLines(snapshots, entropies, table),
    [snapshots, entropies, table],
  )
  const mean = useMemo(() => meanLine(lines), [lines])
  const ordered = useMemo(
    () => [...lines].sort((a, b) => endOf(a.points) - endOf(b.points)),
    [lines],
  )
  const { parts, pointed, stop } = useRoving({
    first: '',
    // Up and down as the lines end, from the most decided at the bottom.
    move: (key, from) => orderMove(key, from, ordered.map(({ row }) => row).reverse()),
    onPoint: (at) => pointer.onRow(at === null ? null : Number(at)),
  })
  const narrow = width < NARROW
  const plot = useMemo(
    () => ({
      left: 44,
      top: 54,
      right: width - (narrow ? NARROW_LABELS : LABELS),
      bottom: HEIGHT - 24,
    }),
    [width, narrow],
  )
  const { x, y } = useMemo(() => scalesOf(lines, totalSteps, plot), [lines, totalSteps, plot])
  const decimals = tickDecimals(y)
  const figure = (value: number) => value.toFixed(decimals + 1)
  const at = step === null ? -1 : nearestIndex(snapshots, step)
  const row = pointer.row
  const told = lines.find((each) => each.row === row)
  const home = ordered.some((each) => String(each.row) === stop) ? stop : String(ordered[0]?.row)
  const [most, least] = [ordered[0], ordered.at(-1)]
  const endStep = mean.at(-1)?.step ?? 0

  const labels = labelled([
    ...(told ? [{ name: names[told.row] ?? '', value: endOf(told.points), kind: 'told' }] : []),
    { name: words.mean, value: endOf(mean), kind: 'mean' },
    ...[most, least].flatMap((edge) =>
      edge && edge !== told
        ? [{ name: names[edge.row] ?? '', value: endOf(edge.points), kind: 'edge' }]
        : [],
    ),
  ])
  const places = spreadLabels(
    labels.map(({ value }) => y(value)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  )
  const readout = told
    ? [
        names[told.row] ?? '',
        figure(told.points[at]?.value ?? 1),
        words.nats(((told.points[at]?.value ?? 1) * told.most).toFixed(decimals + 1)),
      ]
    : [`${words.mean} ${figure(mean[at]?.value ?? 1)}`]
  const spoken = (edge: EntropyLine | undefined) =>
    edge ? `${names[edge.row] ?? ''} ${figure(endOf(edge.points))}` : '–'

  return (
    <ChartFrame
      className="entropy"
      title={title}
      readout={null}
      summary={words.summary(
        title,
        endStep,
        figure(mean[0]?.value ?? 1),
        figure(endOf(mean)),
        spoken(most),
        spoken(least),
      )}
      width={width}
      height={HEIGHT}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => value.toFixed(decimals)}
      stepWord={words.step}
      step={step}
      onSelectStep={pointer.onStep}
      onPoint={(place) => pointer.onRow(place && nearestRow(lines, snapshots, place))}
      parts={parts}
      over={
        <g role="listbox" aria-label={title}>
          {lines.map((edge) => (
            <circle
              key={edge.row}
              role="option"
              className="entropy-mark"
              data-at={edge.row}
              aria-selected={edge.row === row}
              aria-label={readoutText([names[edge.row] ?? '', figure(edge.points[at]?.value ?? 1)])}
              tabIndex={String(edge.row) === home ? 0 : -1}
              cx={x(endStep)}
              cy={y(endOf(edge.points))}
              r={MARK}
            />
          ))}
        </g>
      }
    >
      <text className="chart-note" data-live={told ? 'true' : undefined} x={0} y={32}>
        {at >= 0 && readoutText([`${words.step} ${snapshots[at]?.step ?? 0}`, ...readout])}
      </text>
      <g className="chart-reference">
        <line x1={plot.left} x2={plot.right} y1={y(1)} y2={y(1)} />
        <text x={plot.left + 4} y={y(1) - 4}>
          {words.undecided}
        </text>
      </g>
      <Lines lines={lines} mean={mean} plot={plot} totalSteps={totalSteps} />
      {told && (
        <path
          className="entropy-line"
          data-kind="told"
          data-focused={pointed !== null || undefined}
          d={pathOf(told.points, plot, x, y)}
        />
      )}
      {labels.map(({ name, value, kind }, index) => (
        <text
          key={kind + name}
          className="entropy-label"
          data-kind={kind}
          x={x(endStep) + 9}
          y={(places[index] ?? 0) + 4}
        >
          {narrow ? name : `${name} ${figure(value)}`}
        </text>
      ))}
    </ChartFrame>
  )
}

/** All lines, thin, and their mean: drawn again only when the run has grown. */
const Lines = memo(function Lines(props: {
  readonly lines: readonly EntropyLine[]
  readonly mean: EntropyLine['points']
  readonly plot: PlotArea
  readonly totalSteps: number
}) {
  const { lines, mean, plot, totalSteps } = props
  const { x, y } = scalesOf(lines, totalSteps, plot)
  return (
    <>
      {lines.map(({ row, points }) => (
        <path key={row} className="entropy-line" d={pathOf(points, plot, x, y)} />
      ))}
      <path className="entropy-line" data-kind="mean" d={pathOf(mean, plot, x, y)} />
    </>
  )
})

type Scale = ReturnType<typeof scaleLinear<number, number>>

function scalesOf(lines: readonly EntropyLine[], totalSteps: number, plot: PlotArea) {
  let least = 1
  for (const { points } of lines) {
    for (const { value } of points) if (value < least) least = value
  }
  const room = Math.max(1e-4, 1 - least)
  return {
    x: scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right]),
    y: scaleLinear([1 - 1.05 * room, 1], [plot.bottom, plot.top]),
  }
}

function pathOf(points: EntropyLine['points'], { left, right }: PlotArea, x: Scale, y: Scale) {
  const path = line<{ step: number; value: number }>(
    (point) => Math.round(10 * x(point.step)) / 10,
    (point) => Math.round(10 * y(point.value)) / 10,
  )
  return path(thin(points, right - left)) ?? ''
}

const endOf = (points: EntropyLine['points']) => points.at(-1)?.value ?? 1

/** No name twice. */
function labelled<Label extends { readonly name: string }>(labels: readonly Label[]): Label[] {
  return labels.filter(
    ({ name }, index) => labels.findIndex((each) => each.name === name) === index,
  )
}

function nearestRow(
  lines: readonly EntropyLine[],
  snapshots: readonly Snapshot[],
  { step, value }: ChartPlace,
): number | null {
  const at = nearestIndex(snapshots, step)
  const distance = ({ points }: EntropyLine) => Math.abs((points[at]?.value ?? 1) - value)
  const nearest = lines.reduce<EntropyLine | null>(
    (best, each) => (best && distance(best) <= distance(each) ? best : each),
    null,
  )
  return nearest?.row ?? null
}

export const edgeEntropyView = searchView<EntropyData, EntropyWords>({
  name: 'edge-entropy',
  height: HEIGHT,
  perCell: true,
  size: (config) => (['darts', 'darts2'].includes(methodOf(config)) ? 'half' : null),
  words: WORDS,
  data: ({ run: { timeline }, cell }) => {
    const { space } = timeline.config
    const table = timeline.gateTables.find(({ name }) => name === cell)
    if (space.kind !== 'cell' || !table || timeline.snapshots.length === 0) return null
    const { snapshots } = timeline
    return {
      snapshots,
      entropies: edgeEntropies(snapshots, table),
      table,
      names: cellEdges(space.nodes).map(({ from, to }) => edgeName(from, to)),
    }
  },
  table: ({ snapshots, entropies, table, names }, { step, mean }) => {
    const lines = entropyLines(snapshots, entropies, table)
    const means = meanLine(lines)
    return {
      columns: [step, mean, ...lines.map(({ row }) => names[row] ?? '')],
      rows: means.map((point, index) => [
        point.step,
        point.value,
        ...lines.map(({ points }) => points[index]?.value ?? ''),
      ]),
    }
  },
  Drawing: EdgeEntropy,
})
