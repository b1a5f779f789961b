import { useTranslation } from 'react-i18next'
import { CELL_TYPES } from '../../space/cellSpace'
import type { Derivation } from '../../space/derivation'
import { useWorkspace } from '../../store/workspace'
import { DerivationTable } from '../../views/DerivationTable'
import { Dialog } from '../common/Dialog'
import { useViewTexts } from '../common/useViewTexts'

/** Why this architecture: every edge with its strength and its verdict, at the step shown. */
export function DerivationSection({ derivation }: { readonly derivation: Derivation }) {
  const { t } = useTranslation()
  const open = useWorkspace((state) => state.dialog === 'derivation')
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <>
      <button type="button" className="button" onClick={() => setDialog('derivation')}>
        {t('result.derivation')}
      </button>
      <Dialog
        open={open}
        onOpenChange={(next) => setDialog(next ? 'derivation' : null)}
        title={t('result.derivation')}
        description={t('views.rule')}
        wide
      >
        <Tables derivation={derivation} />
      </Dialog>
    </>
  )
}

function Tables({ derivation }: { readonly derivation: Derivation }) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  return (
    <div className="derivations">
      {CELL_TYPES.map((type) => (
        <section key={type} aria-label={t(`search.${type}`)}>
          <h3>{t(`search.${type}`)}</h3>
          <DerivationTable
            nodes={derivation.cells[type]}
            highlightRow={pointedRow}
            onHoverRow={pointAtRow}
            text={texts.derivation}
          />
        </section>
      ))}
    </div>
  )
}
