import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { tryEn } from '../language/tryEn'
import { tryZh } from '../language/tryZh'
import { TryPanel } from './TryPanel'
import { useTried } from './useTried'
import { useTryingSession } from './useTryingSession'
import './try.css'

i18next.addResourceBundle('en', 'try', tryEn)
i18next.addResourceBundle('zh', 'try', tryZh)

/** An image, and what networks take it for. */
export default function TryDialog() {
  const { t } = useTranslation('try')
  const setDialog = useWorkspace((state) => state.setDialog)
  const tried = useTried()
  const { session, again } = useTryingSession(tried.requests)
  return (
    <Dialog onClose={() => setDialog(null)} title={t('title')} description={t('help')} wide>
      <TryPanel session={session} tried={tried} onAgain={again} />
    </Dialog>
  )
}
