import { DropdownMenu } from 'radix-ui'
import { memo, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { AnimatedView } from './animatedView'
import { Icon } from './Icon'

interface DrawingMenuProps {
  /** What is drawn, in the reader's language. */
  readonly name: string
  readonly asTable: boolean
  /** The same between drawings, so that a menu is not made anew for every step of a run. */
  readonly actions: DrawingActions
}

export interface DrawingActions {
  readonly toggleTable: () => void
  readonly saveSvg: () => void
  readonly savePng: () => void
  readonly saveCsv: () => void
}

/** What can be done with a drawing. */
export const DrawingMenu = memo(function DrawingMenu(props: DrawingMenuProps) {
  const { name, asTable, actions } = props
  const { t } = useTranslation()
  const view = useContext(AnimatedView)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="icon-button small drawing-menu"
        aria-label={t('drawing.menu', { name })}
      >
        <Icon name="more" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end">
          <DropdownMenu.Item className="menu-item" onSelect={actions.toggleTable}>
            {asTable ? t('drawing.drawing') : t('drawing.table')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" disabled={asTable} onSelect={actions.saveSvg}>
            {t('drawing.svg')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" disabled={asTable} onSelect={actions.savePng}>
            {t('drawing.png')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={actions.saveCsv}>
            {t('drawing.csv')}
          </DropdownMenu.Item>
          {view !== null && (
            <DropdownMenu.Item
              className="menu-item"
              onSelect={() => useWorkspace.getState().animate(view)}
            >
              {t('drawing.animation')}
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
})
