import { useMemo, useState } from 'react'
import './theme/views.css'
import './theme/architectures.css'
import './theme/cell.css'
import './theme/alphaViews.css'
import './theme/networkStack.css'
import { networkStack, type NetworkStackData, type StackPart } from './networkStack'
import { NETWORK_STACK_WORDS, type NetworkStackWords } from './networkStackWords'
import { searchView, type SearchDrawingProps } from './searchView'
import { BARS_HEIGHT, StackBars } from './StackBars'
import { unfoldedRoom } from './StackContent'
import { StackControls } from './StackControls'
import { layoutStack, type StackLayout } from './stackLayout'
import { StackPartMark, UNFOLDED_TITLE } from './StackPartMark'
import { stackReadout, stackTable, summariseStack } from './stackSummary'
import { fittedText } from './textWidth'
import { useRoving } from './useRoving'
import { arcWire, axisWire, type PartPorts, type StackArc } from './stackWires'
import { useSettling } from './useSettling'

const HEADER = 46
const ARCS = 30
const LABELS = 40
/** What blocks beside something unfolded take, about. */
const BLOCK_ASIDE = 34

/** From the image to the logits: every part with its feature maps, and what is in it once unfolded. */
function NetworkStack(props: SearchDrawingProps<NetworkStackData, NetworkStackWords>) {
  const { title, data, words, width } = props
  const { parts } = data
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const settling = useSettling(data.ended)
  const { layout, ports } = useStackLayout(data, unfolded, width)
  const toggle = (index: number) => {
    if (!parts[index]?.content) return
    setUnfolded((before) => toggled(before, index))
  }
  const {
    pointed,
    stop,
    parts: handlers,
  } = useRoving({
    first: '1',
    move: (key, from) => stackMove(key, Number(from), parts.length),
    onSelect: (at) => toggle(Number(at)),
  })
  const top = HEADER + ARCS
  const labels = top + layout.height
  const height = labels + LABELS + BARS_HEIGHT
  const told = pointed === null ? null : (parts[Number(pointed)] ?? null)
  const unfoldable = parts.flatMap(({ content }, index) => (content ? [index] : []))
  return (
    <>
      <div className="stack-scroll">
        <svg
          {...handlers}
          className="view network-stack"
          width={layout.width}
          height={height}
          viewBox={`0 0 ${layout.width} ${height}`}
          // Where drawings are shown larger than their own pixels, this one is too.
          style={{ width: `${(100 * layout.width) / width}%`, height: 'auto' }}
          role="group"
          aria-label={summariseStack(title, data, words)}
        >
          <text className="view-title" x={0} y={15}>
            {title}
          </text>
          <text className="view-readout" data-live={told !== null || undefined} x={0} y={36}>
            {fittedText(stackReadout(told, data, words), width)}
          </text>
          <g transform={`translate(0 ${top})`}>
            <Wires data={data} layout={layout} ports={ports} />
            {parts.map((part, index) => {
              const place = layout.parts[index]
              return (
                place && (
                  <StackPartMark
                    key={index}
                    index={index}
                    part={part}
                    place={place}
                    unfolded={unfolded.has(index)}
                    home={String(index) === stop}
                    pointed={String(index) === pointed}
                    settled={settling.settled}
                    words={words}
                  />
                )
              )
            })}
          </g>
          <Labels parts={parts} layout={layout} y={labels} />
          <StackBars data={data} parts={layout.parts} y={labels + LABELS} words={words} />
        </svg>
      </div>
      <StackControls
        all={unfoldable.every((index) => unfolded.has(index))}
        some={unfolded.size > 0}
        settling={
          parts.some(({ content }) => content?.kind === 'cell' && content.cell.genotype)
            ? settling
            : null
        }
        onUnfold={(open) => setUnfolded(new Set(open ? unfoldable : []))}
        words={words}
      />
    </>
  )
}

function useStackLayout(
  { parts, input }: NetworkStackData,
  unfolded: ReadonlySet<number>,
  width: number,
): { layout: StackLayout; ports: readonly (PartPorts | null)[] } {
  return useMemo(() => {
    const open = parts.filter(({ content }, index) => content && unfolded.has(index))
    const free = width - (parts.length - open.length) * BLOCK_ASIDE
    const rooms = parts.map(({ content }, index) => {
      if (!content || !unfolded.has(index)) return null
      const room = unfoldedRoom(content, free / open.length)
      return { ...room, height: room.height + UNFOLDED_TITLE }
    })
    const stacked = parts.map(({ output: { height: side, channels } }, index) => {
      return { side, channels, unfolded: rooms[index] ?? null }
    })
    return { layout: layoutStack(stacked, { side: input.height, width }), ports: rooms.map(below) }
  }, [parts, input, unfolded, width])
}

/** Lines meet what is below the title. */
function below(ports: PartPorts | null): PartPorts | null {
  if (!ports) return null
  const { entry, skip, exit } = ports
  return {
    entry: entry + UNFOLDED_TITLE,
    skip: skip === null ? null : skip + UNFOLDED_TITLE,
    exit: exit + UNFOLDED_TITLE,
  }
}

function toggled(before: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const after = new Set(before)
  if (!after.delete(index)) after.add(index)
  return after
}

/** Left and right to the parts beside, home and end to the first and last. */
export function stackMove(key: string, from: number, count: number): string | null {
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: count - 1 }[key]
  if (to === undefined) return null
  return String(Math.min(count - 1, Math.max(0, to)))
}

interface WiresProps {
  readonly data: NetworkStackData
  readonly layout: StackLayout
  /** Of parts that are unfolded; the others are met in their middle. */
  readonly ports: readonly (PartPorts | null)[]
}

/** The axis from part to part, and lines over the stack for what is read from farther back. */
function Wires({ data, layout, ports }: WiresProps) {
  const parts = layout.parts.map((place, index) => {
    const middle = place.height / 2
    return { ...place, ...(ports[index] ?? { entry: middle, skip: null, exit: middle }) }
  })
  return (
    <g className="stack-wires" aria-hidden="true">
      {parts.slice(1).map((part, index) => {
        const before = parts[index]
        return before && <path key={index} d={axisWire(before, part)} />
      })}
      {arcsOf(data).map((arc) => (
        <path
          key={`${arc.from}-${arc.to}`}
          data-chosen={arc.chosen || undefined}
          d={arcWire(arc, parts)}
        />
      ))}
    </g>
  )
}

/** What is read from farther back. The input of layer i is what part i hands on, the stem being part 0. */
function arcsOf({ parts, readsTwo }: NetworkStackData): StackArc[] {
  return parts.flatMap(({ kind, content }, to): StackArc[] => {
    // The first cell reads the stem twice.
    if (readsTwo && kind === 'cell') return [{ from: Math.max(0, to - 2), to, chosen: false }]
    if (content?.kind !== 'choices') return []
    return content.skips.map((from) => ({ from, to, chosen: true }))
  })
}

interface LabelsProps {
  readonly parts: readonly StackPart[]
  readonly layout: StackLayout
  readonly y: number
}

/** Height and width of feature maps, and below them their channels, once for parts that share them. */
function Labels({ parts, layout, y }: LabelsProps) {
  return (
    <g className="stack-labels">
      {layout.labels.map(({ part, x }) => {
        const output = parts[part]?.output
        return (
          output && (
            <g key={part} transform={`translate(${x} ${y})`}>
              <text y={16}>{`${output.height}×${output.width}`}</text>
              <text className="stack-channels" y={31}>{`×${output.channels}`}</text>
            </g>
          )
        )
      })}
    </g>
  )
}

export const networkStackView = searchView<NetworkStackData, NetworkStackWords>({
  name: 'network',
  size: () => 'foot',
  height: 300,
  words: NETWORK_STACK_WORDS,
  data: ({ run }) => networkStack(run),
  table: stackTable,
  Drawing: NetworkStack,
})
