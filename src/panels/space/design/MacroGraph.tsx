import type { KeyboardEvent, MouseEvent, RefCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { keptSkip, layerOperations, type EnasMacroSpace } from '../../../space/enasMacroSpace'
import { OperationGlyph } from '../../../views/OperationGlyph'
import { layerKey, skipKey, type MacroLayout } from './macroLayout'
import type { Point } from '../../../views/route'
import type { ProblemMarks } from './problemMarks'
import type { useNodeDrag } from './useNodeDrag'
import { partAt } from './usePartFocus'

export type SkipState = 'free' | 'kept' | 'forbidden'

export function skipState(space: EnasMacroSpace, from: number, to: number): SkipState {
  const kept = keptSkip(space, from, to)
  return kept === null ? 'free' : kept ? 'kept' : 'forbidden'
}

interface MacroGraphProps {
  readonly space: EnasMacroSpace
  readonly layout: MacroLayout
  readonly grows: boolean
  readonly scale: number
  readonly selected: ReadonlySet<string>
  readonly openPart: string | null
  readonly marks: ProblemMarks
  readonly drag: ReturnType<typeof useNodeDrag>
  readonly root: RefCallback<SVGSVGElement>
  readonly tabIndexOf: (at: string) => number
  /** A part has the focus. */
  readonly onFocusPart: (at: string) => void
  readonly onClick: (event: MouseEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The chain of layers with all its skips. */
export function MacroGraph(props: MacroGraphProps) {
  const { root, space, layout, tabIndexOf, scale, selected, openPart, drag, marks } = props
  const { t } = useTranslation()
  const { layers, skips, glyph, spine } = layout
  const many = skips.length > MANY_SKIPS
  const part = (at: string) => ({
    'data-at': at,
    'data-selected': selected.has(at) || undefined,
    tabIndex: tabIndexOf(at),
    role: 'button',
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': openPart === at,
    'aria-pressed': selected.has(at),
  })
  return (
    <svg
      ref={root}
      className="view macro-design"
      data-many={many || undefined}
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label={t('editor.macroGraph', { layers: layers.length, skips: skips.length })}
      onClick={props.onClick}
      onKeyDown={props.onKeyDown}
      onFocus={(event) => {
        const at = partAt(event)
        if (at !== null) props.onFocusPart(at)
      }}
    >
      <line
        className="chain-spine"
        x1={0}
        x2={layers.length * layout.pitch}
        y1={spine}
        y2={spine}
      />
      {skips.map((skip) => {
        const at = skipKey(skip)
        const state = skipState(space, skip.from, skip.to)
        return (
          <g
            key={at}
            className="skip-mark"
            data-part={at}
            data-state={state}
            data-selected={selected.has(at) || openPart === at || undefined}
          >
            <path className="skip-line" d={skip.path} />
            <g
              className="skip-handle"
              aria-label={t('editor.skip', {
                from: skip.from,
                to: skip.to,
                state: t(`editor.skipStates.${state}`),
              })}
              {...part(at)}
            >
              <SkipHandle at={skip.top} state={state} reach={layout.reach} />
            </g>
          </g>
        )
      })}
      {layers.map((box, layer) => {
        const at = layerKey(layer)
        const candidates = layerOperations(space, layer)
        const free = candidates.length === space.operations.length
        const offset = drag.inHand?.node === layer ? drag.inHand.offset / scale : 0
        const { columns, pitch } = glyph
        const left = box.x + (box.width - columns * pitch) / 2
        return (
          <g
            key={at}
            className="layer-mark"
            data-ruled={!free || undefined}
            data-wrong={marks.fields.has(`layers.${layer}`) || undefined}
            data-in-hand={offset !== 0 || undefined}
            transform={offset === 0 ? undefined : `translate(${offset} 0)`}
            aria-label={t('editor.layer', {
              number: layer,
              state: free
                ? t('editor.state.all')
                : t('editor.state.some', {
                    count: candidates.length,
                    names: candidates.map((name) => t(`operations.${name}`)).join(', '),
                  }),
            })}
            {...part(at)}
            {...drag.handlers(layer)}
          >
            <rect {...box} rx={5} />
            {candidates.map((operation, index) => (
              <OperationGlyph
                key={operation}
                operation={operation}
                size={pitch - 3}
                x={left + (index % columns) * pitch + 1.5}
                y={box.y + 5 + Math.floor(index / columns) * pitch + 1.5}
              />
            ))}
            <text x={box.x + box.width / 2} y={box.y + box.height + 15}>
              {layer}
            </text>
          </g>
        )
      })}
      {props.grows && (
        <g
          className="design-next"
          data-at="next"
          role="button"
          tabIndex={tabIndexOf('next')}
          aria-label={t('editor.addLayer')}
          aria-keyshortcuts="N"
          transform={`translate(${layout.next.x} ${layout.next.y})`}
        >
          <circle r={13} />
          <path d="M-5 0H5M0 -5V5" />
        </g>
      )}
    </svg>
  )
}

/** From here on free skips are a texture. */
const MANY_SKIPS = 45

/** What is taken hold of stands on top of the arc: hollow, a full dot, or a cross. */
function SkipHandle(props: {
  readonly at: Point
  readonly state: SkipState
  readonly reach: number
}) {
  const { state, reach } = props
  const { x, y } = props.at
  return (
    <>
      <circle className="skip-target" cx={x} cy={y} r={reach} />
      {state === 'forbidden' ? (
        <path className="skip-cross" d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />
      ) : (
        <circle className="skip-dot" cx={x} cy={y} r={state === 'kept' ? 4.5 : 3} />
      )}
    </>
  )
}
