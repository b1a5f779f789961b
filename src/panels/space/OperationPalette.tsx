import { useTranslation } from 'react-i18next'
import type { AnyOperation } from '../../space/anyOperation'
import { OperationGlyph } from '../../views/OperationGlyph'
import { Hint } from '../common/Hint'

interface OperationPaletteProps<Operation extends AnyOperation> {
  readonly title: string
  /** All that may be chosen, in the published order. */
  readonly all: readonly Operation[]
  readonly chosen: readonly Operation[]
  /** Operations that cannot stand alone; one other has to stay. */
  readonly insufficient: readonly Operation[]
  /** Said of the one that has to stay. */
  readonly lastOne: string
  readonly onChange: (chosen: Operation[]) => void
}

/** Fewer than this stand in wider columns, so that none is left alone in a row. */
const MANY = 7
const FEW_COLUMNS = 3

/** The candidates, switched on and off by their glyphs. */
export function OperationPalette<Operation extends AnyOperation>(
  props: OperationPaletteProps<Operation>,
) {
  const { title, all, chosen, insufficient, lastOne, onChange } = props
  const { t } = useTranslation()
  return (
    <section className="space-section" aria-label={title}>
      <div className="field-row">
        <span className="field-label">{title}</span>
        <span className="field-value">
          {chosen.length}
          <span className="field-unit"> / {all.length}</span>
        </span>
      </div>
      <div className="operation-grid" data-columns={all.length < MANY ? FEW_COLUMNS : undefined}>
        {all.map((operation) => {
          const on = chosen.includes(operation)
          const needed = isNeeded(operation, chosen, insufficient)
          return (
            <Hint
              key={operation}
              text={
                <>
                  <div>{t(`operationHelp.${operation}`)}</div>
                  {needed && <div>{lastOne}</div>}
                </>
              }
            >
              <button
                type="button"
                className="operation-chip"
                aria-pressed={on}
                aria-disabled={needed}
                onClick={() => !needed && onChange(toggled(all, chosen, operation))}
              >
                <OperationGlyph
                  operation={operation}
                  size={22}
                  {...(on ? {} : { color: 'var(--ink-3)' })}
                />
                <span>{t(`operations.${operation}`)}</span>
              </button>
            </Hint>
          )
        })}
      </div>
    </section>
  )
}

/** The choice with one candidate more or less; in the published order, whichever way it was switched on. */
export function toggled<Operation>(
  all: readonly Operation[],
  chosen: readonly Operation[],
  operation: Operation,
): Operation[] {
  return all.filter((candidate) => chosen.includes(candidate) !== (candidate === operation))
}

/** Whether a space without the candidate would have none that suffices. */
export function isNeeded<Operation>(
  operation: Operation,
  chosen: readonly Operation[],
  insufficient: readonly Operation[],
): boolean {
  const rest = chosen.filter(
    (candidate) => candidate !== operation && !insufficient.includes(candidate),
  )
  return chosen.includes(operation) && !insufficient.includes(operation) && rest.length === 0
}
