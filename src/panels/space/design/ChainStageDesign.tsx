import type { HTMLAttributes, KeyboardEvent, MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainBlock, ChainStage } from '../../../space/chainSpace'
import { OperationGlyph } from '../../../views/OperationGlyph'
import { Icon } from '../../common/Icon'
import { IconButton } from '../../common/IconButton'
import { StrideChoice } from '../StrideChoice'

/** A block as its tile shows it. */
interface ShownBlock {
  readonly at: string
  readonly candidates: readonly ChainBlock[]
  /** Whether it may be all that fits it. */
  readonly free: boolean
  readonly selected: boolean
  readonly open: boolean
  /** Whether it keeps the space from being searched. */
  readonly wrong: boolean
  readonly tabIndex: number
}

interface ChainStageDesignProps {
  /** From 1. */
  readonly number: number
  readonly stage: ChainStage
  readonly blocks: readonly ShownBlock[]
  readonly inHand: boolean
  readonly wrong: boolean
  readonly grip: HTMLAttributes<HTMLElement>
  readonly onBlockClick: (event: MouseEvent) => void
  readonly onBlockKeyDown: (event: KeyboardEvent) => void
  readonly onBlockFocus: (at: string) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onChange: (change: Partial<ChainStage>) => void
  /** Null where the stage has to stay. */
  readonly onRemove: (() => void) | null
}

const GLYPH = 15

/** Of what a stage, from 0, is dragged by. */
export const gripId = (stage: number) => `stage-grip-${stage}`

/** One stage: what it is dragged by, its blocks as tiles, its stride. */
export function ChainStageDesign(props: ChainStageDesignProps) {
  const { number, stage, blocks, onMove, onRemove } = props
  const { t } = useTranslation()
  return (
    <li className="stage-design" data-in-hand={props.inHand || undefined}>
      <button
        type="button"
        className="stage-grip"
        id={gripId(number - 1)}
        aria-label={t('editor.stageGrip', { number })}
        {...props.grip}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') onMove(-1)
          else if (event.key === 'ArrowDown') onMove(1)
          else if (event.key === 'Delete') onRemove?.()
          else return
          event.preventDefault()
        }}
      >
        <Icon name="up" size={12} />
        <span>{number}</span>
        <Icon name="down" size={12} />
      </button>
      <div className="stage-blocks" role="group" aria-label={t('spaces.blocks', { number })}>
        {blocks.map(({ at, candidates, free, selected, open, wrong, tabIndex }, block) => {
          const names = candidates.map((choice) => t(`operations.${choice}`)).join(', ')
          return (
            <button
              key={at}
              type="button"
              className="block-design"
              data-at={at}
              data-ruled={!free || undefined}
              data-wrong={wrong || undefined}
              tabIndex={tabIndex}
              aria-label={t('editor.block', {
                stage: number,
                block: block + 1,
                state: free
                  ? t('editor.state.all')
                  : t('editor.state.some', { count: candidates.length, names }),
              })}
              onClick={props.onBlockClick}
              onKeyDown={props.onBlockKeyDown}
              onFocus={() => props.onBlockFocus(at)}
              aria-haspopup="dialog"
              aria-expanded={open}
              aria-pressed={selected}
            >
              {candidates.map((choice) => (
                <OperationGlyph key={choice} operation={choice} size={GLYPH} />
              ))}
            </button>
          )
        })}
      </div>
      <div className="stage-ends">
        <span className="field-label stage-stride">{t('spaces.stride')}</span>
        <StrideChoice
          label={t('spaces.strideOf', { number })}
          value={stage.stride}
          onChange={(stride) => props.onChange({ stride })}
        />
        <IconButton
          icon="close"
          label={t('spaces.remove', { number })}
          className="small"
          disabled={!onRemove}
          onClick={() => onRemove?.()}
        />
      </div>
    </li>
  )
}
