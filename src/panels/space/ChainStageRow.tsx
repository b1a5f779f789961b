import { RadioGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { CHAIN_BOUNDS, type ChainStage } from '../../space/chainSpace'
import { IconButton } from '../common/IconButton'
import { countsWithin } from './counts'
import { NumberField } from './NumberField'
import { StrideChoice } from './StrideChoice'

interface ChainStageRowProps {
  /** From 1. */
  readonly number: number
  readonly stage: ChainStage
  readonly onChange: (change: Partial<ChainStage>) => void
  /** Null where there is nowhere to go. */
  readonly onUp: (() => void) | null
  readonly onDown: (() => void) | null
  readonly onRemove: (() => void) | null
}

/** One stage: its blocks as tiles, of which as many are taken as one clicks at, its channels and stride. */
export function ChainStageRow(props: ChainStageRowProps) {
  const { number, stage, onChange, onUp, onDown, onRemove } = props
  const { t } = useTranslation()
  return (
    <li className="chain-stage">
      <RadioGroup.Root
        className="block-tiles"
        aria-label={t('spaces.blocks', { number })}
        orientation="horizontal"
        value={String(stage.blocks)}
        onValueChange={(blocks) => onChange({ blocks: Number(blocks) })}
      >
        {countsWithin(CHAIN_BOUNDS.blocks).map((count) => (
          <RadioGroup.Item
            key={count}
            value={String(count)}
            className="block-tile"
            data-taken={count <= stage.blocks || undefined}
            aria-label={t('spaces.blockCount', { count })}
          />
        ))}
      </RadioGroup.Root>
      <div className="stage-buttons">
        <IconButton
          icon="up"
          label={t('spaces.up', { number })}
          className="small"
          data-move="up"
          disabled={!onUp}
          onClick={() => onUp?.()}
        />
        <IconButton
          icon="down"
          label={t('spaces.down', { number })}
          className="small"
          data-move="down"
          disabled={!onDown}
          onClick={() => onDown?.()}
        />
        <IconButton
          icon="close"
          label={t('spaces.remove', { number })}
          className="small"
          disabled={!onRemove}
          onClick={() => onRemove?.()}
        />
      </div>
      <div className="stage-numbers">
        <NumberField
          label={t('spaces.width')}
          name={t('spaces.stageChannels', { number })}
          value={stage.channels}
          bound={CHAIN_BOUNDS.channels}
          onChange={(channels) => onChange({ channels })}
        />
        <span className="field-label">{t('spaces.stride')}</span>
        <StrideChoice
          label={t('spaces.strideOf', { number })}
          value={stage.stride}
          onChange={(stride) => onChange({ stride })}
        />
      </div>
    </li>
  )
}
