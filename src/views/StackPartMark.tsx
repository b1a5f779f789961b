import type { StackPart } from './networkStack'
import type { NetworkStackWords } from './networkStackWords'
import { OperationGlyph } from './OperationGlyph'
import { StackContent } from './StackContent'
import type { PlacedPart } from './stackLayout'
import { contentText, featureMap, partName } from './stackSummary'
import { fittedText, smallTextWidth } from './textWidth'

/** Room of the title over what is unfolded, in pixels. */
export const UNFOLDED_TITLE = 24
const GLYPH = 16
const ARROW = 14
const EDGE = 4

export interface StackPartMarkProps {
  readonly index: number
  readonly part: StackPart
  readonly place: PlacedPart
  readonly unfolded: boolean
  /** Whether the tab key leads here. */
  readonly home: boolean
  readonly pointed: boolean
  readonly settled: number
  readonly words: NetworkStackWords
}

/** A part as a block that unfolds; unfolded, its title and what is in it. */
export function StackPartMark(props: StackPartMarkProps) {
  const { index, part, place, unfolded, home, pointed, settled, words } = props
  const { content, reduces } = part
  const { x, y, width, height } = place
  const open = unfolded && content !== null
  const label = [partName(part, words), featureMap(part), contentText(content)]
  return (
    <g transform={`translate(${x} ${y})`}>
      <g
        className="stack-part"
        data-at={index}
        data-pointed={pointed || undefined}
        data-fixed={content === null || undefined}
        role={content ? 'button' : 'img'}
        aria-label={label.filter((text) => text !== '').join(', ')}
        aria-expanded={content ? open : undefined}
        tabIndex={home ? 0 : -1}
      >
        <rect
          className="stack-block"
          width={width}
          height={open ? UNFOLDED_TITLE - 4 : height}
          rx={Math.min(4, width / 4)}
        />
        {reduces && !open && <rect className="stack-edge" width={EDGE} height={height} rx={1.5} />}
        {open && (
          <>
            <line
              className="stack-line"
              x1={0}
              x2={width}
              y1={UNFOLDED_TITLE - 4}
              y2={UNFOLDED_TITLE - 4}
            />
            <path className="stack-arrow" d="M3 7L7 11L11 7" />
            <text x={ARROW + 4} y={14}>
              {titleOf(part, words, width - ARROW - 10)}
            </text>
          </>
        )}
        {!open && <Taken part={part} place={place} />}
      </g>
      {open && (
        <g transform={`translate(0 ${UNFOLDED_TITLE})`}>
          <StackContent content={content} width={width} settled={settled} words={words} />
        </g>
      )}
    </g>
  )
}

/** As much as there is room for: name, whether it reduces, feature maps. */
function titleOf(part: StackPart, words: NetworkStackWords, room: number): string {
  const name = partName(part, words)
  const titles = [`${name} · ${featureMap(part)}`, name, words.part(part.kind, part.index)]
  return titles.find((title) => smallTextWidth(title) <= room) ?? fittedText(name, room)
}

/** On a block of a chain, what it has become. */
function Taken({
  part: { content },
  place: { width, height },
}: Pick<StackPartMarkProps, 'part' | 'place'>) {
  const taken =
    content?.kind === 'choices' ? content.choices.find((choice) => choice.taken) : undefined
  const size = Math.min(GLYPH, width - 6, height - 4)
  if (!taken || size < GLYPH / 2) return null
  return (
    <OperationGlyph
      operation={taken.operation}
      size={size}
      x={(width - size) / 2}
      y={(height - size) / 2}
    />
  )
}
