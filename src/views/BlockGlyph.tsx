import type { AnyOperation } from '../space/anyOperation'
import type { OperationName } from '../space/operations'

/** Everything that cells do not have: the blocks of a chain, and what layers of one convolve with. */
export type BlockName = Exclude<AnyOperation, OperationName>

/** The picture of a block on a 16 × 16 grid. */
export function BlockGlyph({ operation }: { readonly operation: BlockName }) {
  switch (operation) {
    case 'conv_3x3':
      return <Window count={3} />
    case 'conv_5x5':
      return <Window count={5} />
    case 'shuffle_3x3':
      return <Shuffle count={3} />
    case 'shuffle_5x5':
      return <Shuffle count={5} />
    case 'shuffle_7x7':
      return <Shuffle count={7} />
    case 'xception_3x3':
      return <Tower />
    case 'mbconv_3_3':
      return <Bulge count={3} rise={3} />
    case 'mbconv_3_6':
      return <Bulge count={3} rise={5.5} />
    case 'mbconv_5_3':
      return <Bulge count={5} rise={3} />
    case 'mbconv_5_6':
      return <Bulge count={5} rise={5.5} />
    case 'mbconv_7_3':
      return <Bulge count={7} rise={3} />
    case 'mbconv_7_6':
      return <Bulge count={7} rise={5.5} />
  }
}

const WINDOW_SIDE: Readonly<Record<number, number>> = { 1: 5, 3: 10.5, 5: 13 }

/** A plain convolution sees its window whole: a frame, ruled into pixels. */
export function Window({ count }: { readonly count: number }) {
  const side = WINDOW_SIDE[count] ?? 0
  const start = 8 - side / 2
  const rules = Array.from({ length: count - 1 }, (_, index) => ((index + 1) * side) / count)
  return (
    <g fill="none" stroke="currentColor">
      <rect x={start} y={start} width={side} height={side} rx="0.8" strokeWidth="1.5" />
      {rules.map((at) => (
        <path
          key={at}
          d={`M${start + at} ${start}v${side}M${start} ${start + at}h${side}`}
          strokeWidth="0.9"
        />
      ))}
    </g>
  )
}

/** Half of the channels pass by, then all are shuffled: two strands that cross, over the kernel's width. */
function Shuffle({ count }: { readonly count: number }) {
  return (
    <>
      <g fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round">
        <path d="M2 2.2 C8 2.2 8 9.2 14 9.2" />
        <path d="M2 9.2 C8 9.2 8 2.2 14 2.2" />
      </g>
      <Pixels count={count} y={13.6} />
    </>
  )
}

/** Three depthwise convolutions in a row instead of one, between strands that cross. */
function Tower() {
  return (
    <g fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round">
      <path d="M2 2.2 C8 2.2 8 9.2 14 9.2" />
      <path d="M2 9.2 C8 9.2 8 2.2 14 2.2" />
      <path d="M2.2 13.6h2.4M6.8 13.6h2.4M11.4 13.6h2.4" strokeWidth="2.4" strokeLinecap="butt" />
    </g>
  )
}

/** An inverted residual: narrow, wide by its expansion, narrow again, with the kernel's width within. */
function Bulge({ count, rise }: { readonly count: number; readonly rise: number }) {
  return (
    <>
      <path
        d={`M1.2 8L4.6 ${8 - rise}H11.4L14.8 8L11.4 ${8 + rise}H4.6Z`}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <Pixels count={count} y={8} />
    </>
  )
}

const PIXEL_PITCH: Readonly<Record<number, number>> = { 3: 2.5, 5: 1.9, 7: 1.5 }

/** One row of the kernel's window. */
function Pixels({ count, y }: { readonly count: number; readonly y: number }) {
  const pitch = PIXEL_PITCH[count] ?? 2
  return Array.from({ length: count }, (_, index) => (
    <rect
      key={index}
      x={8 + (index - (count - 1) / 2) * pitch - pitch * 0.36}
      y={y - 1}
      width={pitch * 0.72}
      height={2}
      fill="currentColor"
    />
  ))
}
