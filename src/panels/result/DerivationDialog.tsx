import { useTranslation } from 'react-i18next'
import { CELL_TYPES } from '../../space/cellSpace'
import type { Derivation } from '../../space/derivation'
import { useWorkspace } from '../../store/workspace'
import { DerivationTable } from '../../views/DerivationTable'
import { Dialog } from '../common/Dialog'
import { useViewTexts } from '../common/useViewTexts'

interface DerivationDialogProps {
  readonly derivation: Derivation
}

export default function DerivationDialog({ derivation }: DerivationDialogProps) {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog
      onClose={() => setDialog(null)}
      title={t('result.derivation')}
      description={t('views.rule')}
      wide
    >
      <Tables derivation={derivation} />
    </Dialog>
  )
}

function Tables({ derivation }: DerivationDialogProps) {
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
