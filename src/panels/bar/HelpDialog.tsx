import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { SHORTCUTS } from '../shortcuts'

/** Every key of the page. */
export default function HelpDialog() {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title={t('help.title')} description={t('help.about')}>
      <dl className="shortcuts">
        {SHORTCUTS.map(({ keys, action }) => (
          <div key={action} className="shortcut">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`help.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
