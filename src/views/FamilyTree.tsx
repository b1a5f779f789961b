import { useMemo } from 'react'
import './theme/methods.css'
import type { Candidate } from '../run/events'
import { methodOf } from '../run/methods'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { CandidateKey, CandidateMark } from './CandidateMark'
import { oneLine } from './candidateSeries'
import {
  differences,
  familyOf,
  familyRows,
  kinshipOf,
  type Descent,
  type Family,
} from './familyTree'
import { FAMILY_WORDS, type FamilyWords } from './familyWords'
import { orderMove } from './orderMove'
import { readoutText } from './readout'
import { searchView, type SearchDrawingProps } from './searchView'
import { tapeColumns } from './tapeLayout'
import { fittedText, smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'

interface FamilyData {
  readonly self: Candidate
  /** Whether it is the best or what was found, and not one that was chosen. */
  readonly role: 'best' | 'found' | 'chosen'
  readonly family: Family
  readonly space: SearchSpace
}

const HEADER = 46
const ROWS = 11
const PITCH = 23
/** Narrower drawings have what changed on a line of its own. */
const STACKED = 480
const STACKED_PITCH = 40
const KEY = 34
const RADIUS = 5.5
const X = 12
const NAME_GAP = 24
const INDENT = 22
/** Share of the width that generations may take. */
const INDENTED = 0.3

/** An architecture's descent from its founder, with what every step changed, amid all its kin. */
function FamilyTree(props: SearchDrawingProps<FamilyData, FamilyWords>) {
  const { title, data, words, width, pointer } = props
  const { self, role, family, space } = data
  const rows = useMemo(() => familyRows(family, ROWS), [family])
  const stacked = width < STACKED
  const pitch = stacked ? STACKED_PITCH : PITCH
  const deepest = Math.max(1, ...rows.map(({ depth }) => depth))
  const indent = Math.min(INDENT, (INDENTED * width) / deepest)
  const places = rows.map(({ depth }, index) => ({
    x: X + depth * indent,
    y: HEADER + 12 + index * pitch,
  }))
  const order = rows.map(({ candidate }) => candidate.id)
  const { parts, stop } = useRoving({
    first: '',
    move: (key, from) => orderMove(key, from, order),
    onPoint: (at) => pointer.onCandidate(at === null ? null : Number(at)),
    onSelect: (at) => pointer.onChoose(Number(at)),
  })
  const home = order.map(String).includes(stop) ? stop : String(self.id)
  const height = HEADER + ROWS * pitch + KEY
  const told = rows.find(({ candidate }) => candidate.id === pointer.candidate)
  return (
    <svg
      {...parts}
      className="view family"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={summaryOf(title, data, words)}
    >
      <text className="view-title" x={0} y={15}>
        {title}
      </text>
      <text className="view-readout" x={width} y={15} textAnchor="end">
        {words.family(rows.length, family.members.length)}
      </text>
      <text className="view-readout" data-live={told ? 'true' : undefined} x={0} y={33}>
        {fittedText(
          told
            ? readoutText([figures(told.candidate), changeOf(told, space, words)])
            : readoutText([words[role], figures(self)]),
          width,
        )}
      </text>
      <g aria-hidden="true" className="family-links">
        {[false, true].map((ancestral) =>
          rows.map(({ candidate, from, relation, between }, index) => {
            const [above, place] = [places[from ?? -1], places[index]]
            // Lines that matter are drawn last.
            const matters = relation === 'ancestor' || relation === 'self'
            if (!above || !place || matters !== ancestral) return null
            return (
              <path
                key={candidate.id}
                data-ancestral={ancestral || undefined}
                data-gap={between > 0 || undefined}
                d={`M${above.x} ${above.y + RADIUS + 4}V${place.y}H${place.x - RADIUS - 4}`}
              />
            )
          }),
        )}
      </g>
      {rows.map((row, index) => {
        const { candidate, relation, between, parent } = row
        const { x, y } = places[index] ?? { x: 0, y: 0 }
        const change = changeOf(row, space, words)
        const faded = relation === 'descendant' || relation === 'relative'
        const left = x + RADIUS + 10
        const said = between > 0 ? `${words.between(between)}; ${change}` : change
        const name = figures(candidate)
        const start = stacked ? left : left + smallTextWidth(name) + NAME_GAP
        return (
          <g key={candidate.id} className="family-member" data-faded={faded || undefined}>
            <CandidateMark
              id={candidate.id}
              origin={candidate.origin}
              x={x}
              y={y}
              radius={RADIUS}
              label={readoutText([words.relations[relation], name, change])}
              best={candidate === self}
              chosen={candidate.id === pointer.chosen}
              pointed={candidate.id === pointer.candidate}
              faded={faded}
              home={String(candidate.id) === home}
            />
            <text data-self={candidate === self || undefined} x={left} y={y + 4}>
              {name}
            </text>
            <text className="family-change" x={start} y={stacked ? y + 20 : y + 4}>
              {fittedText(parent ? said : words.founder, width - start)}
            </text>
          </g>
        )
      })}
      <CandidateKey
        candidates={rows.map(({ candidate }) => candidate)}
        x={0}
        y={height - 10}
        text={words}
      />
    </svg>
  )
}

/** "#12  71.2 %" */
function figures({ id, accuracy }: Candidate): string {
  return readoutText([`#${id}`, percent(accuracy)])
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`

/** "mutated: node 1 op 2 max 3×3 → sep 3×3" */
function changeOf(
  { candidate, parent, other }: Descent,
  space: SearchSpace,
  words: FamilyWords,
): string {
  if (!parent) return words.founder
  const columns = columnsOf(space, words)
  const changes = differences(parent.choices, candidate.choices).flatMap((decision) => {
    const column = columns[decision]
    const [before, after] = [parent, candidate].map(
      ({ choices }) => column?.options[choices[decision] ?? -1]?.short ?? '–',
    )
    if (!column) return []
    const { section, group, short } = column
    return [`${[section, group, short].filter(Boolean).join(' ')} ${before} → ${after}`]
  })
  return words.change(
    words.origins[candidate.origin],
    other && `#${other.id}`,
    changes.length > 0 ? changes.join(', ') : words.unchanged,
  )
}

const columns = new WeakMap<SearchSpace, WeakMap<FamilyWords, ReturnType<typeof tapeColumns>>>()

/** Names of a space's decisions, made once. */
function columnsOf(space: SearchSpace, words: FamilyWords) {
  const ofSpace = columns.get(space) ?? new WeakMap<FamilyWords, ReturnType<typeof tapeColumns>>()
  columns.set(space, ofSpace)
  const known = ofSpace.get(words)
  if (known) return known
  const made = tapeColumns(space.kind, spaceModel(space).decisions, words.decisions)
  ofSpace.set(words, made)
  return made
}

function summaryOf(title: string, { self, family, space }: FamilyData, words: FamilyWords): string {
  const { line, members } = family
  const [first] = line
  const last = line.at(-1)
  return words.summary(
    title,
    figures(self),
    line.length - 1,
    first ? figures(first.candidate) : '–',
    last ? changeOf(last, space, words) : '–',
    members.filter(({ relation }) => relation === 'descendant').length,
  )
}

export const familyView = searchView<FamilyData, FamilyWords>({
  name: 'family',
  height: HEADER + ROWS * PITCH + KEY,
  size: (config) => (['evolution', 'spos', 'local'].includes(methodOf(config)) ? 'wide' : null),
  words: FAMILY_WORDS,
  data: ({ run, chosen = null }) => {
    const kin = kinshipOf(run.timeline.candidates)
    const asked = chosen === null ? null : kin.byId.get(chosen)
    const self = asked ?? run.best
    if (!self) return null
    return {
      self,
      role: asked ? 'chosen' : run.found ? 'found' : 'best',
      family: familyOf(self, kin, run.step ?? Infinity),
      space: run.timeline.config.space,
    }
  },
  table: ({ family, space }, words) => {
    const { columns: heads, relations } = words
    return {
      columns: [
        heads.relation,
        heads.id,
        heads.parents,
        heads.change,
        heads.accuracy,
        heads.step,
        heads.architecture,
      ],
      rows: family.members.map((member) => {
        const { candidate, relation } = member
        return [
          relations[relation],
          candidate.id,
          candidate.parents.join(' '),
          changeOf(member, space, words),
          100 * candidate.accuracy,
          candidate.step,
          oneLine(candidate.text),
        ]
      }),
    }
  },
  Drawing: FamilyTree,
})
