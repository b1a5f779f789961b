import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { IconButton } from '../common/IconButton'
import { SHORTCUTS } from '../shortcuts'

export function HelpButton() {
  const { t } = useTranslation()
  const open = useWorkspace((state) => state.dialog === 'help')
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <>
      <IconButton
        icon="help"
        label={t('bar.help')}
        shortcut="?"
        onClick={() => setDialog('help')}
      />
      <Dialog
        open={open}
        onOpenChange={(next) => setDialog(next ? 'help' : null)}
        title={t('help.title')}
        description={t('help.about')}
      >
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
    </>
  )
}
