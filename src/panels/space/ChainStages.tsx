import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { withoutStage, withStage, withStageAdded, withStageMoved } from '../../space/chainEdits'
import { CHAIN_BOUNDS } from '../../space/chainSpace'
import { ChainStageRow } from './ChainStageRow'
import { useSpaceEdit } from './useSpaceEdit'

/** The stages of a chain as rows: a tile per block, below it width and stride. */
export function ChainStages() {
  const { t } = useTranslation()
  const { space, takeSpace } = useSpaceEdit('chain')
  const list = useRef<HTMLOListElement>(null)
  const { stages } = space

  /** A moved stage keeps the focus, so that it can be moved on. */
  const move = (from: number, to: number, direction: 'up' | 'down') => {
    takeSpace(withStageMoved(space, from, to))
    requestAnimationFrame(() => {
      const row = list.current?.children[to]
      const button = row?.querySelector<HTMLButtonElement>(`[data-move="${direction}"]`)
      const other = row?.querySelector<HTMLButtonElement>('[data-move]:not(:disabled)')
      ;(button?.disabled ? other : button)?.focus()
    })
  }

  return (
    <section className="space-section" aria-label={t('spaces.stages')}>
      <div className="field-row">
        <span className="field-label">{t('spaces.stages')}</span>
        <span className="field-value">
          {stages.length}
          <span className="field-unit"> / {CHAIN_BOUNDS.stages.max}</span>
        </span>
      </div>
      <ol className="chain-stages" ref={list}>
        {stages.map((stage, index) => (
          <ChainStageRow
            key={index}
            number={index + 1}
            stage={stage}
            onChange={(change) => takeSpace(withStage(space, index, change))}
            onUp={index > 0 ? () => move(index, index - 1, 'up') : null}
            onDown={index < stages.length - 1 ? () => move(index, index + 1, 'down') : null}
            onRemove={stages.length > 1 ? () => takeSpace(withoutStage(space, index)) : null}
          />
        ))}
      </ol>
      <button
        type="button"
        className="button quiet add-stage"
        disabled={stages.length >= CHAIN_BOUNDS.stages.max}
        onClick={() => takeSpace(withStageAdded(space))}
      >
        {t('spaces.add')}
      </button>
    </section>
  )
}
