import '../language/timeTexts'
import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { useWorkspace } from '../../store/workspace'
import { RunControls } from '../bar/RunControls'
import { Icon } from '../common/Icon'
import { IconButton } from '../common/IconButton'
import { viewsOf } from '../search/chosenViews'
import { SourceLine } from '../search/SourceLine'
import { ViewChoices } from '../search/ViewChooser'
import type { Presented } from './usePresented'
import type { Slides } from './useSlides'

interface PresentationBarProps {
  readonly config: SearchConfig
  readonly presented: Presented
  readonly slides: Slides
  readonly onLeave: () => void
}

/** What a lecturer needs at hand: the run, the slides, which views, the way out. */
export function PresentationBar({ config, presented, slides, onLeave }: PresentationBarProps) {
  const { t } = useTranslation('time')
  return (
    <div className="presentation-bar">
      <RunControls />
      <SlideButtons config={config} names={presented.names} slides={slides} />
      <SourceLine />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="choice-trigger">
          <Icon name="views" size={14} />
          <span className="presentation-word">{t('views')}</span>
          <Icon name="chevron" size={12} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="menu choice-menu"
            align="end"
            sideOffset={4}
            collisionPadding={8}
          >
            <DropdownMenu.Label className="note menu-label">{t('present.most')}</DropdownMenu.Label>
            <ViewChoices
              config={config}
              chosen={new Set(presented.names)}
              full={presented.full}
              onChoose={presented.choose}
            />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <IconButton icon="close" label={t('present.leave')} shortcut="Esc" onClick={onLeave} />
    </div>
  )
}

interface SlideButtonsProps {
  readonly config: SearchConfig
  readonly names: readonly string[]
  readonly slides: Slides
}

function SlideButtons({ config, names, slides }: SlideButtonsProps) {
  const { t } = useTranslation('time')
  const language = useWorkspace((state) => state.language)
  const titles = new Map(viewsOf(config).map(({ name, titles }) => [name, titles[language]]))
  if (names.length < 2) return <p className="presentation-slides">{titles.get(names[0] ?? '')}</p>
  return (
    <nav className="presentation-slides" aria-label={t('present.slides')}>
      {[null, ...names].map((name) => (
        <button
          key={name}
          type="button"
          className="segments-item"
          aria-current={name === slides.alone ? 'true' : undefined}
          data-state={name === slides.alone ? 'on' : 'off'}
          onClick={() => slides.show(name)}
        >
          {name === null ? t('present.together') : titles.get(name)}
        </button>
      ))}
    </nav>
  )
}
