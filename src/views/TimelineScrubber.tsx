import { memo, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import './theme/views.css'
import type { Snapshot } from '../run/events'
import { formatElapsed } from './duration'
import { nearestIndex } from './nearestStep'
import { trailingMean } from './smooth'
import { areaPath, straightScale } from './straightScale'
import type { TimelineText } from './text'
import { thin } from './thin'
import { mergedMarks, type TimelineChange } from './timelineChanges'

export interface TimelineScrubberProps {
  readonly snapshots: readonly Snapshot[]
  /** End of the axis, in search steps. */
  readonly totalSteps: number
  /** Snapshot shown, an index; −1 when there is none yet. */
  readonly index: number
  readonly changes: readonly Pick<TimelineChange, 'step' | 'count'>[]
  /** Step of what is pointed at in a linked drawing; null hides the mark. */
  readonly pointed?: number | null
  /** Whether a replay is running. */
  readonly playing: boolean
  /** Whether the page follows a live run; then the button that leads back to it is hidden. */
  readonly following: boolean
  /** Pixels of the whole bar. */
  readonly width: number
  /** Beside the play button, in room that is kept for them. */
  readonly tools?: ReactNode
  /** One short line below the figures, where there is room. */
  readonly note?: ReactNode
  readonly onSeek: (index: number) => void
  readonly onPlayPause: () => void
  /** Leads back to the live end; without it there is no such button. */
  readonly onFollow?: (() => void) | undefined
  readonly text: TimelineText
}

const HEIGHT = 56
const AXIS = 37
const TOP = 9
const BUTTON = 44
const READOUT = 196
/** With a line of text below the figures. */
const WIDE_READOUT = 348
/** The figures one below the other. */
const NARROW_READOUT = 84
const TOOLS = 136
const NARROW_TOOLS = 56
/** Pixels of a bar from which on it has room for all its tools, and for a line of text. */
export const ROOM_FOR_TOOLS = 560
export const ROOM_FOR_NOTE = 940
const PAGE = 10
const SMOOTHING = 5
const MARK_GAP = 4

/** The ruler of all views: validation accuracy as a silhouette, marks where the derived cell changed. */
export function TimelineScrubber(props: TimelineScrubberProps) {
  const { snapshots, totalSteps, index, changes, playing, following, width, text } = props
  const { pointed = null } = props
  const shown = snapshots[index]
  const room = width < ROOM_FOR_TOOLS ? 'narrow' : width < ROOM_FOR_NOTE ? 'medium' : 'wide'
  const readout = { narrow: NARROW_READOUT, medium: READOUT, wide: WIDE_READOUT }[room]
  const tools = props.tools ? (room === 'narrow' ? NARROW_TOOLS : TOOLS) : 0
  const trackWidth = Math.max(80, width - BUTTON - tools - readout)
  const x = scaleOf(totalSteps, trackWidth)
  const last = snapshots.at(-1)?.step ?? 0
  const step = shown?.step ?? 0
  const elapsed = formatElapsed(shown?.elapsedMs ?? 0)

  const seek = (target: number) => {
    if (snapshots.length === 0) return
    props.onSeek(Math.max(0, Math.min(snapshots.length - 1, target)))
  }
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons === 0 && event.type === 'pointermove') return
    event.currentTarget.setPointerCapture(event.pointerId)
    const bounds = event.currentTarget.getBoundingClientRect()
    const pixels = ((event.clientX - bounds.left) / bounds.width) * trackWidth
    seek(nearestIndex(snapshots, x.invert(pixels)))
  }
  const press = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, index, snapshots.length)
    if (target === null) return
    event.preventDefault()
    event.stopPropagation()
    seek(target)
  }

  return (
    <div className="timeline" data-room={room} style={{ width, height: HEIGHT }}>
      <button
        type="button"
        className="timeline-play"
        onClick={props.onPlayPause}
        aria-label={playing ? text.pause : text.play}
        title={playing ? text.pause : text.play}
        disabled={snapshots.length < 2}
      >
        <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
          <path d={playing ? 'M3 2h3.6v12H3zM9.4 2H13v12H9.4z' : 'M3.5 1.8 L14 8 L3.5 14.2 Z'} />
        </svg>
      </button>
      {props.tools && (
        <div className="timeline-tools" style={{ width: tools }}>
          {props.tools}
        </div>
      )}
      <svg
        className="view timeline-track"
        width={trackWidth}
        height={HEIGHT}
        viewBox={`0 0 ${trackWidth} ${HEIGHT}`}
        role="slider"
        tabIndex={0}
        aria-label={text.label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={step}
        aria-valuetext={text.value(step, totalSteps, elapsed)}
        onPointerDown={drag}
        onPointerMove={drag}
        onKeyDown={press}
      >
        <Silhouette
          snapshots={snapshots}
          count={snapshots.length}
          totalSteps={totalSteps}
          width={trackWidth}
        />
        <line className="timeline-axis" x1={x(0)} x2={x(totalSteps)} y1={AXIS} y2={AXIS} />
        <line className="timeline-done" x1={x(0)} x2={x(last)} y1={AXIS} y2={AXIS} />
        <Changes changes={changes} totalSteps={totalSteps} width={trackWidth} text={text} />
        {pointed !== null && (
          <g className="timeline-pointed" transform={`translate(${x(pointed)} 0)`}>
            <line y1={TOP} y2={AXIS} />
            <path d={`M-5 ${TOP - 7}H5L0 ${TOP}Z`} />
          </g>
        )}
        {shown && (
          <g className="timeline-playhead" transform={`translate(${x(step)} 0)`}>
            <line y1={4} y2={HEIGHT - 4} />
            <circle cy={AXIS} r={6} />
          </g>
        )}
      </svg>
      <div className="timeline-readout" style={{ width: readout }}>
        <span>
          <span className="timeline-word">{text.step} </span>
          {/* Room for the last step's digits from the first on: nothing moves as it counts. */}
          <strong style={{ minWidth: `${String(totalSteps).length}ch` }}>{step}</strong> /{' '}
          {totalSteps}
        </span>
        <span>{elapsed}</span>
        {props.onFollow && !following && (
          <button type="button" className="timeline-follow" onClick={props.onFollow}>
            {text.live}
          </button>
        )}
        {room === 'wide' && props.note && <div className="timeline-note">{props.note}</div>}
      </div>
    </div>
  )
}

function scaleOf(totalSteps: number, trackWidth: number) {
  return straightScale([0, Math.max(1, totalSteps)], [8, trackWidth - 8])
}

interface TrackProps {
  readonly totalSteps: number
  /** Pixels of the track. */
  readonly width: number
}

interface SilhouetteProps extends TrackProps {
  readonly snapshots: readonly Snapshot[]
  /** How many they are: a run's array grows in place. */
  readonly count: number
}

/** Drawn again when the run has grown, not when the playhead moves. */
const Silhouette = memo(function Silhouette({ snapshots, totalSteps, width }: SilhouetteProps) {
  const x = scaleOf(totalSteps, width)
  const y = straightScale([0, 1], [AXIS, TOP])
  const measured = snapshots.filter(({ validAccuracy }) => Number.isFinite(validAccuracy))
  const means = trailingMean(
    measured.map(({ validAccuracy }) => validAccuracy),
    SMOOTHING,
  )
  const points = measured.map(({ step }, index) => ({ step, value: means[index] ?? 0 }))
  const line = thin(points, width).map(({ step, value }) => [x(step), y(value)] as const)
  return <path className="timeline-silhouette" d={areaPath(line, AXIS)} />
})

type ChangesProps = TrackProps & Pick<TimelineScrubberProps, 'changes' | 'text'>

/** Marks where the derived cell changed. */
const Changes = memo(function Changes({ changes, totalSteps, width, text }: ChangesProps) {
  const x = scaleOf(totalSteps, width)
  return mergedMarks(changes, x, MARK_GAP).map(({ step: at, count }) => (
    <rect
      key={at}
      className="timeline-change"
      x={x(at) - 1}
      y={AXIS + 4}
      width={2}
      height={Math.min(12, 3 + 2 * count)}
      rx={1}
    >
      <title>{text.change(at, count)}</title>
    </rect>
  ))
})

/** Snapshot a key leads to; null for other keys. */
function keyTarget(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return index - 1
    case 'ArrowRight':
    case 'ArrowUp':
      return index + 1
    case 'PageDown':
      return index - PAGE
    case 'PageUp':
      return index + PAGE
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
