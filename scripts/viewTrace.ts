/** What Chrome's tracing says of the work that moving the playhead makes. */
import { quantile } from 'd3-array'

interface TraceEvent {
  readonly name: string
  readonly cat?: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** µs. */
  readonly ts: number
  /** µs, and µs of processor time: waiting for one is in the first alone. */
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** The page marks the beginning of each move with it. */
export const MOVE_MARK = 'move'

/** What the trace must have been taken of. */
export const TRACE_CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'] as const

/** Processor time of the page's main thread for one move, ms. */
export interface MoveTimes {
  /** All tasks together: script, style, layout, paint, and what is between them. */
  readonly whole: number
  readonly style: number
  readonly layout: number
  readonly paint: number
  /** The busiest frame: what is done for one picture of the page; a move may take several. */
  readonly frame: number
  /** The longest single task. */
  readonly longest: number
}

const PARTS: Readonly<Record<string, 'style' | 'layout' | 'paint'>> = {
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
}

/** The last thing that the main thread does for a frame. */
const FRAME_END = 'Layerize'

/**
 * Times of every move but the last, which is only where the one before it ends.
 * @throws Error when the trace has no marks of moves
 */
export function moveTimes(trace: string): MoveTimes[] {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] }
  const marks = traceEvents
    .filter(({ name, cat }) => name === MOVE_MARK && cat?.includes('blink.user_timing'))
    .sort((a, b) => a.ts - b.ts)
  const [first] = marks
  if (!first) throw new Error('The trace holds no moves')
  const own = traceEvents
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts)
  const times = marks.map((_, move) => {
    const [from = 0, to = Infinity] = [marks[move]?.ts, marks[move + 1]?.ts]
    return timesOf(own.filter(({ ts }) => ts >= from && ts < to))
  })
  return times.slice(0, -1)
}

/** @param events of one move, in their order */
function timesOf(events: readonly TraceEvent[]): MoveTimes {
  const times = { whole: 0, style: 0, layout: 0, paint: 0, frame: 0, longest: 0 }
  const frameEnds = events.filter(({ name }) => name === FRAME_END).map(({ ts }) => ts)
  let frame = 0
  for (const { name, ts, dur = 0, tdur = 0 } of events) {
    const ms = tdur / 1000
    const part = PARTS[name]
    if (part) times[part] += ms
    if (!name.endsWith('RunTask')) continue
    times.whole += ms
    times.longest = Math.max(times.longest, ms)
    frame += ms
    times.frame = Math.max(times.frame, frame)
    if (frameEnds.some((end) => end >= ts && end <= ts + dur)) frame = 0
  }
  return times
}

/** Over many moves, ms. */
export interface MoveSummary {
  readonly moves: number
  readonly medianMs: number
  readonly p95Ms: number
  /** Of the busiest frame of a move, median and 95th percentile. */
  readonly frameMs: number
  readonly frameP95Ms: number
  /** Medians of the parts; what is left of the whole is script. */
  readonly scriptMs: number
  readonly styleMs: number
  readonly layoutMs: number
  readonly paintMs: number
  readonly longestTaskMs: number
}

export function summarise(times: readonly MoveTimes[]): MoveSummary {
  const at = (share: number, value: (move: MoveTimes) => number) =>
    rounded(quantile(times, share, value) ?? 0)
  return {
    moves: times.length,
    medianMs: at(0.5, ({ whole }) => whole),
    p95Ms: at(0.95, ({ whole }) => whole),
    frameMs: at(0.5, ({ frame }) => frame),
    frameP95Ms: at(0.95, ({ frame }) => frame),
    scriptMs: at(0.5, ({ whole, style, layout, paint }) => whole - style - layout - paint),
    styleMs: at(0.5, ({ style }) => style),
    layoutMs: at(0.5, ({ layout }) => layout),
    paintMs: at(0.5, ({ paint }) => paint),
    longestTaskMs: at(1, ({ longest }) => longest),
  }
}

function rounded(ms: number): number {
  return Math.round(10 * ms) / 10
}
