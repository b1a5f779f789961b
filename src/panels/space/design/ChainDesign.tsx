import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceProblem } from '../../../space/bounds'
import {
  blockCandidates,
  fitting,
  withBlocks,
  withoutStage,
  withStage,
  withStageAdded,
  withStageMoved,
  type BlockPlace,
} from '../../../space/chainEdits'
import { CHAIN_BOUNDS, placeName, type ChainBlock } from '../../../space/chainSpace'
import { useSpaceEdit } from '../useSpaceEdit'
import { CandidateToggles, type Presence } from './CandidateToggles'
import { ChainStageDesign, gripId } from './ChainStageDesign'
import { PartPopover } from './PartPopover'
import { handlePartKey } from './partKeys'
import { problemMarks } from './problemMarks'
import { SelectionBar } from './SelectionBar'
import { useAddKey } from './useAddKey'
import { partAt, usePartFocus } from './usePartFocus'
import { useSelection } from './useSelection'
import { useStageDrag } from './useStageDrag'

const SELECTION = 'selection'

/** A chain of choice blocks: a row for each stage, in it a tile for each block. */
export function ChainDesign({ problems }: { readonly problems: readonly SpaceProblem[] }) {
  const { t } = useTranslation()
  const { space, takeSpace, endGesture } = useSpaceEdit('chain')
  const { stages } = space
  const [open, setOpen] = useState<string | null>(null)
  const anchor = useRef<Element>(document.body)
  const blocks = stages.flatMap((stage, index) =>
    Array.from({ length: stage.blocks }, (_, block): BlockPlace => ({ stage: index, block })),
  )
  const keys = blocks.map(blockKey)
  const exists = (key: string) => keys.includes(key)
  const selection = useSelection(exists)
  const { root, elementAt, focus, tabIndexOf, setStop } = usePartFocus<HTMLOListElement>(
    'block-0-0',
    exists,
  )
  const moveStage = (from: number, to: number, gesture?: string) =>
    takeSpace(withStageMoved(space, from, to), gesture)
  const drag = useStageDrag({
    onMove: (from, to) => moveStage(from, to, 'stage'),
    onEnd: endGesture,
  })
  const addStage = () => {
    if (stages.length < CHAIN_BOUNDS.stages.max) takeSpace(withStageAdded(space))
  }
  useAddKey(addStage)

  const openAt = (at: string, element: Element | null) => {
    anchor.current = element ?? document.body
    setOpen(at)
  }
  const openBlock = (at: string) => {
    if (!selection.keys.has(at)) selection.clear()
    openAt(at, elementAt(at))
  }
  const edited = (open === SELECTION ? [...selection.keys] : open ? selection.with(open) : [])
    .filter(exists)
    .map(blockPlace)
  const change = (choicesOf: (place: BlockPlace) => readonly ChainBlock[]) =>
    takeSpace(
      edited.reduce((before, place) => withBlocks(before, [place], choicesOf(place)), space),
    )
  const presence = (choice: ChainBlock): Presence => {
    const fits = edited.filter((place) => fitting(space, place).includes(choice))
    const there = fits.filter((place) => blockCandidates(space, place).includes(choice))
    return there.length === 0 ? 'none' : there.length === fits.length ? 'all' : 'some'
  }
  const onKeyDown = (event: KeyboardEvent) =>
    handlePartKey(event, {
      move: (key, at) => moveInChain(key, blockPlace(at), stages),
      onFocus: focus,
      onOpen: openBlock,
      selectable: () => true,
      onSelect: selection.toggle,
      onSelectAll: () => selection.take(keys),
      onDelete: () => undefined,
      onShift: () => undefined,
      onEscape: selection.clear,
    })
  const onClick = (event: MouseEvent) => {
    const at = partAt(event)
    if (at === null) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) selection.toggle(at)
    else openBlock(at)
  }
  const marks = problemMarks(problems, [], 0)
  const title = edited.length === 1 ? blockTitle(edited[0]) : null

  return (
    <section className="design-section" aria-label={t('spaces.stages')}>
      <ol className="chain-design" ref={root}>
        {stages.map((stage, index) => (
          <ChainStageDesign
            key={index}
            number={index + 1}
            stage={stage}
            inHand={drag.inHand === index}
            blocks={Array.from({ length: stage.blocks }, (_, block) => {
              const place = { stage: index, block }
              const at = blockKey(place)
              return {
                at,
                candidates: blockCandidates(space, place),
                free: blockCandidates(space, place).length === fitting(space, place).length,
                selected: selection.keys.has(at),
                open: open === at,
                wrong: marks.fields.has(placeName(index, block)),
                tabIndex: tabIndexOf(at),
              }
            })}
            wrong={marks.fields.has(`stages.${index}.channels`)}
            grip={drag.handlers(index)}
            onBlockClick={onClick}
            onBlockKeyDown={onKeyDown}
            onBlockFocus={setStop}
            onMove={(by) => {
              const to = index + by
              if (to < 0 || to >= stages.length) return
              moveStage(index, to)
              requestAnimationFrame(() => document.getElementById(gripId(to))?.focus())
            }}
            onChange={(stageChange) => takeSpace(withStage(space, index, stageChange))}
            onRemove={stages.length > 1 ? () => takeSpace(withoutStage(space, index)) : null}
          />
        ))}
      </ol>
      <SelectionBar
        countText={t('editor.selectedParts', { count: selection.keys.size })}
        count={selection.keys.size}
        choices={[
          { label: t('editor.selectBlocks'), take: () => selection.take(keys) },
          ...(stages.length < CHAIN_BOUNDS.stages.max
            ? [{ label: t('spaces.add'), take: addStage }]
            : []),
        ]}
        onEdit={(button) => openAt(SELECTION, button)}
        onClear={selection.clear}
      />
      <p className="note">{t('editor.chainKeys')}</p>
      {edited.length > 0 && (
        <PartPopover
          title={
            title ? t('editor.blockName', title) : t('editor.blockCount', { count: edited.length })
          }
          anchor={anchor}
          onClose={() => setOpen(null)}
        >
          <CandidateToggles
            operations={space.choices.filter((choice) =>
              edited.some((place) => fitting(space, place).includes(choice)),
            )}
            presence={presence}
            onChange={(choice, allowed) =>
              change((place) => {
                const others = blockCandidates(space, place).filter((other) => other !== choice)
                return allowed ? [...others, choice] : others
              })
            }
          />
          <div className="palette-actions">
            <button
              type="button"
              className="button quiet"
              onClick={() => change(() => space.choices)}
            >
              {t('editor.every')}
            </button>
          </div>
        </PartPopover>
      )}
    </section>
  )
}

const blockKey = ({ stage, block }: BlockPlace) => `block-${stage}-${block}`

function blockPlace(key: string): BlockPlace {
  const [stage = 0, block = 0] = key.split('-').slice(1).map(Number)
  return { stage, block }
}

/** As people count. */
const blockTitle = (place: BlockPlace | undefined) =>
  place && { stage: place.stage + 1, block: place.block + 1 }

/** Left and right along the chain, up and down between its stages. */
function moveInChain(
  key: string,
  { stage, block }: BlockPlace,
  stages: readonly { readonly blocks: number }[],
): string | null {
  const lastOf = (at: number) => (stages[at]?.blocks ?? 0) - 1
  const inStage = (at: number) =>
    stages[at] ? blockKey({ stage: at, block: Math.min(block, lastOf(at)) }) : null
  switch (key) {
    case 'Home':
      return blockKey({ stage: 0, block: 0 })
    case 'End':
      return blockKey({ stage: stages.length - 1, block: lastOf(stages.length - 1) })
    case 'ArrowUp':
      return inStage(stage - 1)
    case 'ArrowDown':
      return inStage(stage + 1)
    case 'ArrowLeft':
      if (block > 0) return blockKey({ stage, block: block - 1 })
      return stage > 0 ? blockKey({ stage: stage - 1, block: lastOf(stage - 1) }) : null
    case 'ArrowRight':
      if (block < lastOf(stage)) return blockKey({ stage, block: block + 1 })
      return stages[stage + 1] ? blockKey({ stage: stage + 1, block: 0 }) : null
    default:
      return null
  }
}
