import './theme/methods.css'
import type { Candidate } from '../run/events'
import { methodOf } from '../run/methods'
import { spaceModel } from '../space/spaceModels'
import { CandidateKey, CandidateMark } from './CandidateMark'
import { oneLine } from './candidateSeries'
import {
  abridged,
  descendantsOf,
  differences,
  kinshipOf,
  lineOf,
  type Descendant,
  type Descent,
} from './familyTree'
import { FAMILY_WORDS, type FamilyWords } from './familyWords'
import { orderMove } from './orderMove'
import { readoutText } from './readout'
import type { SearchSpace } from '../space/searchSpace'
import { searchView, type SearchDrawingProps } from './searchView'
import { tapeColumns } from './tapeLayout'
import { fittedText } from './textWidth'
import { useRoving } from './useRoving'

interface FamilyData {
  readonly self: Candidate
  /** Whether it is the best or what was found, and not one that was chosen. */
  readonly role: 'best' | 'found' | 'chosen'
  /** From the founder to itself. */
  readonly line: readonly Descent[]
  readonly descendants: readonly Descendant[]
  readonly space: SearchSpace
}

const HEADER = 46
/** Of somebody and of what changed on the way there, together. */
const PITCH = 42
const ANCESTORS = 7
const DESCENDANT_PITCH = 21
const DESCENDANTS = 13
const INDENT = 12
const MOST_INDENT = 5
const RADIUS = 5.5
const X = 12
const KEY = 30
const LINE_HEIGHT = ANCESTORS * PITCH
const HEIGHT = HEADER + LINE_HEIGHT + KEY
/** Wider drawings have descendants beside the ancestors, narrower ones below. */
const BESIDE = 560
const COLUMN_GAP = 28

/** An architecture's ancestors back to the founder, with what each changed, and those that come from it. */
function FamilyTree(props: SearchDrawingProps<FamilyData, FamilyWords>) {
  const { title, data, words, width, pointer } = props
  const { self, role, line, descendants } = data
  const { shown, leftOut } = abridged(line, ANCESTORS)
  const family = descendants.slice(0, DESCENDANTS - (descendants.length > DESCENDANTS ? 1 : 0))
  const beside = width >= BESIDE
  const column = beside ? (width - COLUMN_GAP) / 2 : width
  const members = [...shown, ...family].map(({ candidate }) => candidate)
  const order = members.map(({ id }) => id)
  const { parts, stop } = useRoving({
    first: '',
    move: (key, from) => orderMove(key, from, order),
    onPoint: (at) => pointer.onCandidate(at === null ? null : Number(at)),
    onSelect: (at) => pointer.onChoose(Number(at)),
  })
  const home = order.includes(Number(stop)) ? stop : String(self.id)
  const below = HEADER + LINE_HEIGHT + DESCENDANT_PITCH
  const height = beside ? HEIGHT : HEIGHT + (DESCENDANTS + 1) * DESCENDANT_PITCH
  const markOf = (candidate: Candidate, x: number, y: number, faded: boolean, change: string) => (
    <CandidateMark
      id={candidate.id}
      origin={candidate.origin}
      x={x}
      y={y}
      radius={RADIUS}
      label={readoutText([figures(candidate), change])}
      best={candidate === self}
      chosen={candidate.id === pointer.chosen}
      pointed={candidate.id === pointer.candidate}
      faded={faded}
      home={String(candidate.id) === home}
    />
  )
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
      <text className="view-readout" x={0} y={33}>
        {readoutText([words[role], figures(self)])}
      </text>
      <g aria-hidden="true" className="family-line">
        {shown.slice(1).map(({ candidate }, index) => (
          <path
            key={candidate.id}
            data-gap={(leftOut > 0 && index === 0) || undefined}
            d={`M${X} ${memberY(index) + RADIUS + 4}V${memberY(index + 1) - RADIUS - 4}`}
          />
        ))}
      </g>
      {shown.map((descent, index) => {
        const { candidate } = descent
        const y = memberY(index)
        const change = changeOf(descent, data.space, words)
        const skipped = leftOut > 0 && index === 1
        return (
          <g key={candidate.id} className="family-member">
            {markOf(candidate, X, y, false, change)}
            <text data-self={candidate === self || undefined} x={X + 16} y={y + 4}>
              {figures(candidate)}
              {index === 0 && !descent.parent && (
                <tspan className="family-change" dx={12}>
                  {words.founder}
                </tspan>
              )}
            </text>
            {index > 0 && (
              <text className="family-change" x={X + 16} y={y - PITCH / 2 + 4}>
                <title>{change}</title>
                {fittedText(skipped ? words.between(leftOut) : change, column - X - 16)}
              </text>
            )}
          </g>
        )
      })}
      <g
        transform={
          beside ? `translate(${column + COLUMN_GAP} ${HEADER + 8})` : `translate(0 ${below})`
        }
      >
        <text className="family-head" x={0} y={0}>
          {words.descendants(descendants.length)}
        </text>
        {family.map((descendant, index) => {
          const { candidate, depth } = descendant
          const x = X + INDENT * Math.min(MOST_INDENT, depth - 1)
          const y = (index + 1) * DESCENDANT_PITCH
          const change = changeOf(descendant, data.space, words)
          return (
            <g key={candidate.id} className="family-member" data-faded="true">
              {markOf(candidate, x, y, true, change)}
              <text x={x + 14} y={y + 4}>
                {fittedText(readoutText([figures(candidate), change]), column - x - 14)}
              </text>
            </g>
          )
        })}
        {descendants.length > family.length && (
          <text className="family-head" x={X + 14} y={DESCENDANTS * DESCENDANT_PITCH + 4}>
            {words.more(descendants.length - family.length)}
          </text>
        )}
      </g>
      <CandidateKey candidates={members} x={0} y={height - 10} text={words} />
    </svg>
  )
}

const memberY = (index: number) => HEADER + 8 + index * PITCH

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

function summaryOf(title: string, data: FamilyData, words: FamilyWords): string {
  const { self, line, descendants, space } = data
  const [first] = line
  const last = line.at(-1)
  return words.summary(
    title,
    figures(self),
    line.length - 1,
    first ? figures(first.candidate) : '–',
    last ? changeOf(last, space, words) : '–',
    descendants.length,
  )
}

export const familyView = searchView<FamilyData, FamilyWords>({
  name: 'family',
  height: HEIGHT,
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
      line: lineOf(self, kin),
      descendants: descendantsOf(self.id, kin, run.step ?? Infinity),
      space: run.timeline.config.space,
    }
  },
  table: ({ self, line, descendants, space }, words) => {
    const { columns: heads, relations } = words
    const rowOf = (descent: Descent, relation: string) => {
      const { candidate } = descent
      return [
        relation,
        candidate.id,
        candidate.parents.join(' '),
        changeOf(descent, space, words),
        100 * candidate.accuracy,
        candidate.step,
        oneLine(candidate.text),
      ]
    }
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
      rows: [
        ...line.map((each) =>
          rowOf(each, each.candidate === self ? relations.self : relations.ancestor),
        ),
        ...descendants.map((each) => rowOf(each, relations.descendant)),
      ],
    }
  },
  Drawing: FamilyTree,
})
