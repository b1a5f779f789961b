import { useTranslation } from 'react-i18next'
import type { OperationName } from '../../space/operations'
import { DARTS_OPERATIONS } from '../../space/operations'
import { OperationGlyph } from '../../views/OperationGlyph'
import { Hint } from '../common/Hint'
import { useSpaceEdit } from './useSpaceEdit'

/** The candidates on every edge, switched on and off by their glyphs. */
export function OperationsSection() {
  const { t } = useTranslation()
  const { space, editSpace } = useSpaceEdit()
  const chosen: ReadonlySet<OperationName> = new Set(space.operations)
  const working = space.operations.filter((operation) => operation !== 'none')

  const toggle = (operation: OperationName) =>
    editSpace({
      // In the published order, whichever way they were switched on.
      operations: DARTS_OPERATIONS.filter(
        (candidate) => chosen.has(candidate) !== (candidate === operation),
      ),
    })

  return (
    <section className="space-section" aria-label={t('space.operations')}>
      <div className="field-row">
        <span className="field-label">{t('space.operations')}</span>
        <span className="field-value">
          {space.operations.length}
          <span className="field-unit"> / {DARTS_OPERATIONS.length}</span>
        </span>
      </div>
      <div className="operation-grid">
        {DARTS_OPERATIONS.map((operation) => {
          const on = chosen.has(operation)
          const needed = on && operation !== 'none' && working.length === 1
          return (
            <Hint
              key={operation}
              text={
                <>
                  <div>{t(`operationHelp.${operation}`)}</div>
                  {needed && <div>{t('space.lastOperation')}</div>}
                </>
              }
            >
              <button
                type="button"
                className="operation-chip"
                aria-pressed={on}
                aria-disabled={needed}
                onClick={() => !needed && toggle(operation)}
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
