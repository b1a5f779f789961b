import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'

export function PresentButton() {
  const { t } = useTranslation()
  const present = useWorkspace((state) => state.present)
  return (
    <IconButton
      icon="present"
      className="bar-present"
      label={t('bar.present')}
      shortcut="P"
      onClick={() => present(true)}
    />
  )
}
