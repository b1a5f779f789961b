import { useTranslation } from 'react-i18next'
import { DeviceBadge } from './DeviceBadge'
import { HelpButton } from './HelpButton'
import { LanguageMenu } from './LanguageMenu'
import { PresetSelect } from './PresetSelect'
import { RunControls } from './RunControls'
import { SharePopover } from './SharePopover'
import { ThemeMenu } from './ThemeMenu'
import { Hint } from '../common/Hint'
import './bar.css'

export function TopBar() {
  const { t } = useTranslation()
  return (
    <header className="bar">
      <h1 className="bar-name">{t('app.name')}</h1>
      <div className="bar-setup">
        <Hint text={t('bar.dartsHelp')}>
          <button type="button" className="bar-method">
            {t('bar.darts')}
          </button>
        </Hint>
        <PresetSelect />
      </div>
      <RunControls />
      <div className="bar-end">
        <DeviceBadge />
        <SharePopover />
        <ThemeMenu />
        <LanguageMenu />
        <HelpButton />
      </div>
    </header>
  )
}
