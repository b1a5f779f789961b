import { useTranslation } from 'react-i18next'
import { CompareButton } from '../compare/CompareButton'
import { LatencyButton } from '../latency/LatencyButton'
import { DeviceBadge } from './DeviceBadge'
import { HelpButton } from './HelpButton'
import { LanguageMenu } from './LanguageMenu'
import { LibraryButton } from './LibraryButton'
import { MethodSelect } from './MethodSelect'
import { PresentButton } from './PresentButton'
import { PresetSelect } from './PresetSelect'
import { RunControls } from './RunControls'
import { SharePopover } from './SharePopover'
import { ThemeMenu } from './ThemeMenu'
import './bar.css'

export function TopBar() {
  const { t } = useTranslation()
  return (
    <header className="bar">
      <h1 className="bar-name">{t('app.name')}</h1>
      <div className="bar-setup">
        <MethodSelect />
        <PresetSelect />
      </div>
      <RunControls />
      <div className="bar-end">
        <DeviceBadge />
        <LatencyButton />
        <CompareButton />
        <LibraryButton />
        <PresentButton />
        <SharePopover />
        <ThemeMenu />
        <LanguageMenu />
        <HelpButton />
      </div>
    </header>
  )
}
