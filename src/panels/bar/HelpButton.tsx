import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'
import { lazyPart } from '../common/lazyPart'

const HelpDialog = lazyPart(() => import('./HelpDialog'))

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
      <Suspense>{open && <HelpDialog />}</Suspense>
    </>
  )
}
