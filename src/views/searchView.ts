import type { ComponentType, ReactElement } from 'react'
import { createElement } from 'react'
import type { SearchConfig } from '../run/config'
import type { SharedPointer, ShownPart } from './shownRun'
import type { TableTwin } from './table'

/**
 * As wide as the search column (`foot`: below all others), or half of it; null where the drawing says
 * nothing about the search.
 */
export type ViewSize = 'wide' | 'half' | 'foot' | null

export type ViewLanguage = 'en' | 'zh'

export interface ViewWords {
  readonly title: string
}

/** What a drawing is drawn from: values and callbacks, no store. */
export interface SearchDrawingProps<Data, Words> {
  readonly title: string
  readonly data: Data
  readonly words: Words
  /** The run's crosshair; null before the first step. */
  readonly step: number | null
  /** End of the step axis. */
  readonly totalSteps: number
  /** Pixels. */
  readonly width: number
  readonly pointer: SharedPointer
}

/**
 * A drawing of a search, whole in one file: where it belongs, what it takes from a run, its SVG, its
 * table, its words. A line in `panels/search/views.tsx` puts it on the page.
 */
export interface SearchView<Data, Words extends ViewWords> {
  /** Unique; names saved files and the reader's choice of views. */
  readonly name: string
  size(config: SearchConfig): ViewSize
  /** About how high, in pixels: columns are balanced by it before anything is drawn. */
  readonly height: number
  /** Whether there is one for each kind of cell. */
  readonly perCell?: boolean
  readonly words: Readonly<Record<ViewLanguage, Words>>
  /** Null while there is nothing to draw. */
  data(part: ShownPart): Data | null
  table(data: Data, words: Words): TableTwin
  readonly Drawing: ComponentType<SearchDrawingProps<Data, Words>>
}

/** A view at a moment of a run, ready to be drawn. */
export interface ShownView {
  readonly table: () => TableTwin
  readonly draw: (props: Omit<SearchDrawingProps<never, never>, 'data' | 'words'>) => ReactElement
}

/** A view whose data and words are its own business. */
export interface AnySearchView extends Pick<
  SearchView<never, ViewWords>,
  'name' | 'size' | 'height' | 'perCell'
> {
  readonly titles: Readonly<Record<ViewLanguage, string>>
  shown(part: ShownPart, language: ViewLanguage): ShownView | null
}

export function searchView<Data, Words extends ViewWords>(
  view: SearchView<Data, Words>,
): AnySearchView {
  const { name, height, perCell = false, words } = view
  return {
    name,
    height,
    perCell,
    size: (config) => view.size(config),
    titles: { en: words.en.title, zh: words.zh.title },
    shown(part, language) {
      const data = view.data(part)
      if (data === null) return null
      return {
        table: () => view.table(data, words[language]),
        draw: (props) => createElement(view.Drawing, { ...props, data, words: words[language] }),
      }
    },
  }
}
