import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { csvText, pngBlob, svgDocument } from '../../views/export'
import type { TableTwin } from '../../views/table'
import { Icon } from './Icon'
import { saveFile } from './saveFile'
import { TwinTable } from './TwinTable'

interface DrawingProps {
  /** What is drawn, in the reader's language. */
  readonly name: string
  /** Name of saved files, without extension. */
  readonly file: string
  /** The numbers behind the drawing; asked for only when wanted. */
  readonly table: () => TableTwin
  readonly children: ReactNode
}

/** A drawing with its quiet menu: the same as a table, and saved as SVG, PNG or CSV. */
export function Drawing({ name, file, table, children }: DrawingProps) {
  const { t } = useTranslation()
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)

  const withDrawing = (save: (svg: SVGSVGElement) => void) => {
    const svg = figure.current?.querySelector<SVGSVGElement>('svg.view')
    if (svg) save(svg)
  }
  const saveSvg = () =>
    withDrawing((svg) => saveFile(`${file}.svg`, new Blob([svgDocument(svg)], SVG_TYPE)))
  const savePng = () =>
    withDrawing((svg) => void pngBlob(svg).then((png) => saveFile(`${file}.png`, png)))
  const saveCsv = () => saveFile(`${file}.csv`, new Blob([csvText(table())], CSV_TYPE))

  return (
    <figure className="drawing" ref={figure}>
      {asTable ? <TwinTable caption={name} twin={table()} /> : children}
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          className="icon-button small drawing-menu"
          aria-label={t('drawing.menu', { name })}
        >
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end">
            <DropdownMenu.Item className="menu-item" onSelect={() => setAsTable(!asTable)}>
              {asTable ? t('drawing.drawing') : t('drawing.table')}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" disabled={asTable} onSelect={saveSvg}>
              {t('drawing.svg')}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" disabled={asTable} onSelect={savePng}>
              {t('drawing.png')}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={saveCsv}>
              {t('drawing.csv')}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </figure>
  )
}

const SVG_TYPE = { type: 'image/svg+xml' }
const CSV_TYPE = { type: 'text/csv' }
