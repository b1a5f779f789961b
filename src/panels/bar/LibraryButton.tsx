import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'

export function LibraryButton() {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <IconButton
      icon="library"
      label={t('bar.library')}
      shortcut="K"
      onClick={() => setDialog('library')}
    />
  )
}
