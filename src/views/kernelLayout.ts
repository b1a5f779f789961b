import type { KernelTime } from '../run/stepProfile'
import { figure, shareText, type KernelFigures } from './kernelTable'
import type { KernelBarsText } from './text'
import { smallTextWidth } from './textWidth'

/** Figures of all rows, one below the other. */
export interface KernelColumn {
  /** Where they end. */
  readonly x: number
  readonly head: string
  readonly value: (figures: KernelFigures) => string
}

export interface KernelLayout {
  /** Widest a kernel's name may be. */
  readonly nameRoom: number
  /** The longest bar, within its row. */
  readonly bar: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
  readonly columns: readonly KernelColumn[]
  readonly rowHeight: number
  /** Baseline of a row's figures. */
  readonly figuresAt: number
  /** Whether every figure has a column. */
  readonly complete: boolean
}

/** Below this a row has its name above its bar, and only time and share beside it. */
const NARROW = 640
const COLUMN = 68
const SHARE_COLUMN = 56
const GAP = 16
const BAR = 8

/** Places in pixels for bars and figures in a drawing of this width. */
export function layOutKernels(
  kernels: readonly KernelTime[],
  width: number,
  { columns: heads }: KernelBarsText,
): KernelLayout {
  const timesEndingAt = (x: number): KernelColumn[] => [
    { x: x - SHARE_COLUMN, head: heads.time, value: ({ ms }) => figure(ms) },
    { x, head: heads.share, value: ({ share }) => shareText(share) },
  ]
  if (width < NARROW) {
    return {
      nameRoom: width,
      bar: { x: 0, y: 23, width: width - SHARE_COLUMN - COLUMN, height: BAR },
      columns: timesEndingAt(width),
      rowHeight: 40,
      figuresAt: 31,
      complete: false,
    }
  }
  const longestName = Math.max(...kernels.map(({ kernel }) => smallTextWidth(kernel)))
  const nameRoom = Math.min(longestName + GAP, width / 3)
  const dispatchesAt = nameRoom + COLUMN
  const shareAt = width - 2 * COLUMN
  const start = dispatchesAt + GAP
  return {
    nameRoom,
    bar: { x: start, y: 7, width: shareAt - SHARE_COLUMN - COLUMN - start, height: BAR },
    columns: [
      {
        x: dispatchesAt,
        head: heads.dispatches,
        value: ({ dispatches }) => String(dispatches),
      },
      ...timesEndingAt(shareAt),
      { x: width - COLUMN, head: heads.gflops, value: ({ gflops }) => figure(gflops) },
      { x: width, head: heads.gigabytes, value: ({ gigabytes }) => figure(gigabytes) },
    ],
    rowHeight: 22,
    figuresAt: 15,
    complete: true,
  }
}
