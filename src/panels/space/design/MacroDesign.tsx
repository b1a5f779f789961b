import type { TFunction } from 'i18next'
import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceProblem } from '../../../space/bounds'
import {
  ENAS_MACRO_BOUNDS,
  layerOperations,
  type EnasMacroOperation,
} from '../../../space/enasMacroSpace'
import {
  withLayerCandidates,
  withLayerMoved,
  withLayers,
  withoutLayer,
  withSkips,
} from '../../../space/macroEdits'
import { useSpaceEdit } from '../useSpaceEdit'
import { CandidateToggles, type Presence } from './CandidateToggles'
import { MacroGraph, skipState, type SkipState } from './MacroGraph'
import { layerKey, layerOf, layoutMacro, moveInMacro, skipKey, skipOf } from './macroLayout'
import { PartPopover } from './PartPopover'
import { handlePartKey } from './partKeys'
import { problemMarks } from './problemMarks'
import { SelectionBar } from './SelectionBar'
import { SkipChoice } from './SkipChoice'
import { useAddKey } from './useAddKey'
import { useNodeDrag } from './useNodeDrag'
import { partAt, usePartFocus } from './usePartFocus'
import { useSelection } from './useSelection'

const SELECTION = 'selection'

const KEPT: Readonly<Record<SkipState, boolean | null>> = {
  free: null,
  kept: true,
  forbidden: false,
}

interface MacroDesignProps {
  readonly problems: readonly SpaceProblem[]
  /** Pixels of the drawing itself, and how much larger it is shown. */
  readonly width: number
  readonly scale: number
}

/** A chain of layers, each with its candidates, and the skips between them. */
export function MacroDesign({ problems, width, scale }: MacroDesignProps) {
  const { t } = useTranslation()
  const { space, takeSpace, endGesture } = useSpaceEdit('enas-macro')
  const { layers, operations } = space
  const [open, setOpen] = useState<string | null>(null)
  const anchor = useRef<Element>(document.body)
  const grows = layers < ENAS_MACRO_BOUNDS.layers.max
  const layout = useMemo(
    () => layoutMacro(layers, operations.length, width),
    [layers, operations.length, width],
  )
  const layerKeys = layout.layers.map((_, layer) => layerKey(layer))
  const skipKeys = layout.skips.map(skipKey)
  const all = new Set([...layerKeys, ...skipKeys])
  const selection = useSelection((key) => all.has(key))
  const { root, elementAt, focus, focusNext, tabIndexOf, setStop } = usePartFocus<SVGSVGElement>(
    layerKey(0),
    (at) => (at === 'next' ? grows : all.has(at)),
  )
  const addLayer = () => {
    if (!grows) return
    takeSpace(withLayers(space, layers + 1))
    focusNext(layerKey(layers))
  }
  useAddKey(addLayer)
  const drag = useNodeDrag({
    step: layout.pitch * scale,
    nodes: layers,
    onMove: (from, to) => takeSpace(withLayerMoved(space, from, to), 'layer'),
    onEnd: endGesture,
  })
  const openAt = (at: string, element: Element | null) => {
    anchor.current = element ?? document.body
    setOpen(at)
  }
  const openPart = (at: string) => {
    if (at === 'next') return addLayer()
    if (!selection.keys.has(at)) selection.clear()
    openAt(at, elementAt(at))
  }
  const edited = (
    open === SELECTION ? [...selection.keys] : open ? selection.with(open) : []
  ).filter((key) => all.has(key))
  const editedLayers = edited.flatMap((key) => layerOf(key) ?? [])
  const editedSkips = edited.flatMap((key) => skipOf(key) ?? [])
  const presence = (operation: EnasMacroOperation): Presence => {
    const there = editedLayers.filter((layer) => layerOperations(space, layer).includes(operation))
    if (there.length === 0) return 'none'
    return there.length === editedLayers.length ? 'all' : 'some'
  }
  const allow = (operation: EnasMacroOperation, allowed: boolean) =>
    takeSpace(
      editedLayers.reduce((before, layer) => {
        const present = layerOperations(before, layer)
        const others = present.filter((other) => other !== operation)
        // A layer has to be something.
        const next = allowed ? [...others, operation] : others.length > 0 ? others : present
        return withLayerCandidates(before, [layer], next)
      }, space),
    )
  const onKeyDown = (event: KeyboardEvent) =>
    handlePartKey(event, {
      move: (key, at) => moveInMacro(key, at, { layers, grows }),
      onFocus: focus,
      onOpen: openPart,
      selectable: (at) => at !== 'next',
      onSelect: selection.toggle,
      onSelectAll: () => selection.take(all),
      onDelete: (at) => {
        const layer = layerOf(at)
        if (layer !== null && layers > 1) {
          takeSpace(withoutLayer(space, layer))
          focusNext(layerKey(Math.min(layer, layers - 2)))
        }
        const skips = selection.with(at).flatMap((key) => skipOf(key) ?? [])
        if (layer === null && skips.length > 0) takeSpace(withSkips(space, skips, false))
      },
      onShift: (at, by) => {
        const layer = layerOf(at)
        if (layer === null || layer + by < 0 || layer + by >= layers) return
        takeSpace(withLayerMoved(space, layer, layer + by))
        focusNext(layerKey(layer + by))
      },
      onEscape: selection.clear,
    })
  const onClick = (event: MouseEvent) => {
    const at = partAt(event)
    if (at === null || (layerOf(at) !== null && drag.wasDrag())) return
    if (at !== 'next' && (event.shiftKey || event.ctrlKey || event.metaKey)) selection.toggle(at)
    else openPart(at)
  }

  return (
    <section className="design-section" aria-label={t('editor.layers')}>
      <div className="design-scroll">
        <MacroGraph
          space={space}
          layout={layout}
          grows={grows}
          scale={scale}
          selected={selection.keys}
          openPart={open}
          marks={problemMarks(problems, [], 0)}
          drag={drag}
          root={root}
          tabIndexOf={tabIndexOf}
          onFocusPart={setStop}
          onClick={onClick}
          onKeyDown={onKeyDown}
        />
      </div>
      <SelectionBar
        count={selection.keys.size}
        countText={t('editor.selectedParts', { count: selection.keys.size })}
        choices={[
          { label: t('editor.selectLayers'), take: () => selection.take(layerKeys) },
          { label: t('editor.selectSkips'), take: () => selection.take(skipKeys) },
        ]}
        onEdit={(button) => openAt(SELECTION, button)}
        onClear={selection.clear}
      />
      <p className="note">{t('editor.macroKeys')}</p>
      {edited.length > 0 && (
        <PartPopover
          title={titleOf(editedLayers, editedSkips, t)}
          anchor={anchor}
          onClose={() => setOpen(null)}
        >
          {editedLayers.length > 0 && (
            <>
              <CandidateToggles operations={operations} presence={presence} onChange={allow} />
              <div className="palette-actions">
                <button
                  type="button"
                  className="button quiet"
                  onClick={() => takeSpace(withLayerCandidates(space, editedLayers, operations))}
                >
                  {t('editor.every')}
                </button>
              </div>
            </>
          )}
          {editedSkips.length > 0 && (
            <SkipChoice
              states={editedSkips.map(({ from, to }) => skipState(space, from, to))}
              onChange={(state) => takeSpace(withSkips(space, editedSkips, KEPT[state]))}
            />
          )}
        </PartPopover>
      )}
    </section>
  )
}

function titleOf(
  layers: readonly number[],
  skips: readonly { readonly from: number; readonly to: number }[],
  t: TFunction,
): string {
  const [layer] = layers
  const [skip] = skips
  const ofLayers =
    layers.length === 1 && layer !== undefined
      ? t('editor.layerName', { number: layer })
      : t('editor.layerCount', { count: layers.length })
  const ofSkips =
    skips.length === 1 && skip
      ? t('editor.skipName', { from: skip.from, to: skip.to })
      : t('editor.skipCount', { count: skips.length })
  return [...(layers.length > 0 ? [ofLayers] : []), ...(skips.length > 0 ? [ofSkips] : [])].join(
    ' · ',
  )
}
