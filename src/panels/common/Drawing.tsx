import type { ReactNode } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { csvText, pngBlob, svgDocument } from '../../views/export'
import type { TableTwin } from '../../views/table'
import { DrawingMenu, type DrawingActions } from './DrawingMenu'
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
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)
  const latest = useRef({ file, table })
  useEffect(() => {
    latest.current = { file, table }
  }, [file, table])
  const actions = useMemo((): DrawingActions => {
    const withDrawing = (save: (svg: SVGSVGElement, file: string) => void) => {
      const svg = figure.current?.querySelector<SVGSVGElement>('svg.view')
      if (svg) save(svg, latest.current.file)
    }
    return {
      toggleTable: () => setAsTable((before) => !before),
      saveSvg: () =>
        withDrawing((svg, to) => saveFile(`${to}.svg`, new Blob([svgDocument(svg)], SVG_TYPE))),
      savePng: () =>
        withDrawing((svg, to) => void pngBlob(svg).then((png) => saveFile(`${to}.png`, png))),
      saveCsv: () => {
        const { file: to, table: twin } = latest.current
        saveFile(`${to}.csv`, new Blob([csvText(twin())], CSV_TYPE))
      },
    }
  }, [])
  return (
    <figure className="drawing" ref={figure}>
      {asTable ? <TwinTable caption={name} twin={table()} /> : children}
      <DrawingMenu name={name} asTable={asTable} actions={actions} />
    </figure>
  )
}

const SVG_TYPE = { type: 'image/svg+xml' }
const CSV_TYPE = { type: 'text/csv' }
