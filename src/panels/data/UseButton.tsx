import { useTranslation } from 'react-i18next'

interface UseButtonProps {
  readonly title: string
  readonly used: boolean
  readonly onUse: () => void
}

export function UseButton({ title, used, onUse }: UseButtonProps) {
  const { t } = useTranslation('data')
  if (used) return <span className="data-used">{t('inUse')}</span>
  return (
    <button type="button" className="button" aria-label={t('useNamed', { title })} onClick={onUse}>
      {t('use')}
    </button>
  )
}
