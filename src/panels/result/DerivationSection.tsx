import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Derivation } from '../../space/derivation'
import { useWorkspace } from '../../store/workspace'

const DerivationDialog = lazy(() => import('./DerivationDialog'))

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
      <Suspense>{open && <DerivationDialog derivation={derivation} />}</Suspense>
    </>
  )
}
