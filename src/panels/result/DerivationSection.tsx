import { useTranslation } from 'react-i18next'
import { CELL_TYPES } from '../../space/cellSpace'
import type { Derivation } from '../../space/derivation'
import { useWorkspace } from '../../store/workspace'
import { DerivationTable } from '../../views/DerivationTable'
import { Icon } from '../common/Icon'
import { useViewTexts } from '../common/useViewTexts'

/** Why this architecture: every edge with its strength and its verdict. */
export function DerivationSection({ derivation }: { readonly derivation: Derivation }) {
  const { t } = useTranslation()
  const open = useWorkspace((state) => state.derivationOpen)
  const setOpen = useWorkspace((state) => state.setDerivationOpen)
  const texts = useViewTexts()
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  return (
    <section className="result-section">
      <button
        type="button"
        className="disclosure"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="chevron" size={14} />
        {t('result.derivation')}
      </button>
      {open &&
        CELL_TYPES.map((type) => (
          <div key={type} className="derivation-cell">
            <h3 className="section-title">{t(`search.${type}`)}</h3>
            <DerivationTable
              nodes={derivation.cells[type]}
              highlightRow={pointedRow}
              onHoverRow={pointAtRow}
              text={texts.derivation}
            />
          </div>
        ))}
    </section>
  )
}
