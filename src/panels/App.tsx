import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnName } from '../store/interfaceSlice'
import { COLUMNS } from '../store/interfaceSlice'
import { useWorkspace } from '../store/workspace'
import { TopBar } from './bar/TopBar'
import { useNarrow } from './common/useNarrow'
import { Dialogs } from './Dialogs'
import { changeLanguage } from './language/language'
import { MiddleColumn } from './MiddleColumn'
import { Milestones } from './Milestones'
import { Notices } from './Notices'
import { ResultColumn } from './result/ResultColumn'
import { searchPart } from './search/searchPart'
import { listenToShortcuts } from './shortcuts'
import { SpaceColumn } from './space/SpaceColumn'
import { TimelineBar } from './timeline/TimelineBar'
import './page.css'
import './common/controls.css'

const Presentation = searchPart(() => import('./present/Presentation'))

const CONTENT: Readonly<Record<ColumnName, ReactNode>> = {
  space: <SpaceColumn />,
  search: <MiddleColumn />,
  result: <ResultColumn />,
}

export function App() {
  const presenting = useWorkspace((state) => state.presenting)
  useAppearance()
  useEffect(listenToShortcuts, [])
  useEffect(watchWantedData, [])
  return (
    <Tooltip.Provider delayDuration={400}>
      <div className="page" data-presenting={presenting || undefined}>
        {presenting ? (
          <>
            <Notices />
            <Suspense fallback={<main />}>
              <Presentation />
            </Suspense>
          </>
        ) : (
          <Columns />
        )}
        <TimelineBar />
        <Milestones />
        <Dialogs />
      </div>
    </Tooltip.Provider>
  )
}

function Columns() {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const column = useWorkspace((state) => state.column)
  return (
    <>
      <a className="visually-hidden skip-link" href="#search" onClick={skipToSearch}>
        {t('app.skip')}
      </a>
      <TopBar />
      <Notices />
      {narrow && <ColumnTabs />}
      <main className="columns">
        {COLUMNS.filter((name) => !narrow || name === column).map((name) => (
          <section
            key={name}
            id={`column-${name}`}
            className={`column column-${name}`}
            aria-label={t(`app.${name}`)}
            // A column scrolls, so the keyboard must be able to reach it.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
          >
            {CONTENT[name]}
          </section>
        ))}
      </main>
    </>
  )
}

/** The address stays as it is: what follows its # is a shared result. */
function skipToSearch(event: React.MouseEvent): void {
  event.preventDefault()
  useWorkspace.getState().setColumn('search')
  document.getElementById('column-search')?.focus()
}

function ColumnTabs() {
  const { t } = useTranslation()
  const column = useWorkspace((state) => state.column)
  const setColumn = useWorkspace((state) => state.setColumn)
  return (
    <div className="tabs" role="tablist" aria-label={t('app.columns')}>
      {COLUMNS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === column}
          aria-controls={name === column ? `column-${name}` : undefined}
          onClick={() => setColumn(name)}
        >
          {t(`app.${name}`)}
        </button>
      ))}
    </div>
  )
}

/** By code that the first paint does not wait for. */
function watchWantedData(): () => void {
  const watching = import('../store/wantedData').then((module) => module.watchWantedData())
  return () => void watching.then((stop) => stop())
}

function useAppearance(): void {
  const theme = useWorkspace((state) => state.theme)
  const language = useWorkspace((state) => state.language)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
  useEffect(() => void changeLanguage(language), [language])
}
