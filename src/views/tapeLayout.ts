import { isAnyOperation, type AnyOperation } from '../space/anyOperation'
import type { SpaceKind } from '../space/searchSpace'
import type { Decision } from '../space/spaceModel'
import { OPERATION_STYLE, stateName } from './operationStyle'
import type { TapeText } from './methodText'

export interface TapeOption {
  /** The space's own term. */
  readonly term: string
  readonly short: string
  readonly operation: AnyOperation | null
}

export interface TapeColumn {
  /** Number of the decision. */
  readonly decision: number
  readonly kind: Decision['kind']
  readonly name: string
  /** Below the column. */
  readonly short: string
  /** Decisions of one group stand together under its name. */
  readonly group: string
  /** Decisions of one section begin a line of the tape. */
  readonly section: string
  readonly options: readonly TapeOption[]
  /** Index of its first option among the probabilities of all decisions. */
  readonly offset: number
}

/** What decisions and their options are called. */
export type DecisionNames = Pick<TapeText, 'kinds' | 'groups' | 'none'>

/** The decisions of a space as columns, in the order in which they are taken. */
export function tapeColumns(
  kind: SpaceKind,
  decisions: readonly Decision[],
  text: DecisionNames,
): TapeColumn[] {
  let offset = 0
  return decisions.map((decision, index) => {
    const column: TapeColumn = {
      decision: index,
      kind: decision.kind,
      name: decision.name,
      ...headsOf(kind, decision, text),
      options: decision.options.map((term) => optionOf(kind, decision, term, text)),
      offset,
    }
    offset += decision.options.length
    return column
  })
}

function headsOf(
  kind: SpaceKind,
  { name, kind: asked }: Decision,
  { groups, kinds }: DecisionNames,
): Pick<TapeColumn, 'short' | 'group' | 'section'> {
  const parts = name.split('/')
  const numbered = (part: string | undefined) => Number(part?.split('.')[1] ?? 0)
  switch (kind) {
    case 'cell':
    case 'enas-cell': {
      const [section = '', node, last = ''] = parts
      const group = `${groups.node} ${numbered(node)}`
      const place = last.includes('.') ? ` ${numbered(last) + (kind === 'cell' ? 1 : 0)}` : ''
      const title = section === 'normal' ? groups.normal : groups.reduce
      return { section: title, group, short: `${kinds[asked]}${place}` }
    }
    case 'enas-macro': {
      const [layer, last] = parts
      const short = asked === 'skip' ? `↷ ${numbered(last)}` : kinds.operation
      return { section: '', group: `${groups.layer} ${numbered(layer)}`, short }
    }
    case 'nas-bench-201': {
      const [node, edge] = parts
      return { section: '', group: '', short: `${numbered(edge)} → ${numbered(node)}` }
    }
    case 'chain': {
      const [stage, block] = parts
      const number = `${numbered(stage) + 1}.${numbered(block) + 1}`
      const short = asked === 'width' ? kinds.width : number
      return { section: '', group: `${groups.stages} ${numbered(stage) + 1}`, short }
    }
  }
}

function optionOf(
  space: SpaceKind,
  { kind }: Decision,
  term: string,
  text: DecisionNames,
): TapeOption {
  if (isAnyOperation(term)) {
    return { term, short: OPERATION_STYLE[term].short, operation: term }
  }
  switch (kind) {
    case 'inputs': {
      const states = term.split(' + ').map((state) => stateName(Number(state)))
      return { term, short: states.join(space === 'cell' ? '+' : ' '), operation: null }
    }
    case 'skip':
      return term === '1'
        ? { term, short: OPERATION_STYLE.skip_connect.short, operation: 'skip_connect' }
        : { term, short: text.none, operation: null }
    case 'width':
      return { term, short: `× ${term}`, operation: null }
    case 'operation':
      return { term, short: term, operation: null }
  }
}

export interface PlacedColumn {
  readonly column: TapeColumn
  readonly x: number
}

export interface TapeLine {
  readonly columns: readonly PlacedColumn[]
  /** Names above the columns, with the span that they stand over. */
  readonly groups: readonly { readonly name: string; readonly x: number; readonly end: number }[]
  readonly section: string
}

export interface TapeLayout {
  readonly lines: readonly TapeLine[]
  readonly columnWidth: number
}

const LEAST_WIDTH = 22
const MOST_WIDTH = 108
const COLUMN_GAP = 8
const GROUP_GAP = 22

/** Columns in lines, as words in a text: sections begin lines, groups are not parted if they fit. */
export function layoutTape(columns: readonly TapeColumn[], width: number): TapeLayout {
  const groups = chunked(columns, ({ section, group }) => `${section}/${group}`)
  const most = Math.max(1, Math.floor((width + COLUMN_GAP) / (LEAST_WIDTH + COLUMN_GAP)))
  const lines: TapeColumn[][] = []
  for (const group of groups.flatMap((members) => parted(members, most))) {
    const line = lines.at(-1)
    const sameSection = line?.[0]?.section === group[0]?.section
    if (line && sameSection && roomFor([...line, ...group]) <= width) line.push(...group)
    else lines.push([...group])
  }
  const columnWidth = Math.min(
    MOST_WIDTH,
    ...lines.map((line) => (width - gapsOf(line)) / line.length),
  )
  return { columnWidth, lines: lines.map((line) => placed(line, columnWidth)) }
}

function placed(line: readonly TapeColumn[], columnWidth: number): TapeLine {
  let x = 0
  const columns = line.map((column, index) => {
    if (index > 0) x += line[index - 1]?.group === column.group ? COLUMN_GAP : GROUP_GAP
    const place = { column, x }
    x += columnWidth
    return place
  })
  const groups = chunked(columns, ({ column }) => column.group).map((members) => ({
    name: members[0]?.column.group ?? '',
    x: members[0]?.x ?? 0,
    end: (members.at(-1)?.x ?? 0) + columnWidth,
  }))
  return { columns, groups, section: line[0]?.section ?? '' }
}

function gapsOf(line: readonly TapeColumn[]): number {
  const groups = chunked(line, ({ group }) => group).length
  return (groups - 1) * GROUP_GAP + (line.length - groups) * COLUMN_GAP
}

const roomFor = (line: readonly TapeColumn[]) => gapsOf(line) + line.length * LEAST_WIDTH

/** Neighbours of equal key together. */
function chunked<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const chunks: Item[][] = []
  items.forEach((item, index) => {
    const before = items[index - 1]
    if (before !== undefined && keyOf(before) === keyOf(item)) chunks.at(-1)?.push(item)
    else chunks.push([item])
  })
  return chunks
}

function parted<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  )
}
