import { group } from 'd3-array'
import { useMemo } from 'react'
import './theme/methods.css'
import { CANDIDATE_HEADER, CandidateHeader } from './CandidateHeader'
import { CandidateKey, CandidateMark } from './CandidateMark'
import { ancestry, candidateReadout } from './candidateSeries'
import { NARROW, type CandidateViewProps } from './candidateView'
import { CandidateCrowd, CROWD } from './CandidateCrowd'
import {
  columnHeads,
  layoutLineage,
  lineageAt,
  lineageMove,
  type LineageLink,
  type LineagePlace,
} from './lineageLayout'
import type { LineageText } from './methodText'
import { useRoving } from './useRoving'

export interface LineageProps extends CandidateViewProps {
  /** Generations of the whole run, and the members of each: their room is kept. */
  readonly generations: number
  readonly population: number
  readonly text: LineageText
}

const COLUMN_HEAD = 22
const KEY = 30
/** Columns this far apart, and rows this high, have room for every accuracy. */
const FIGURES_PITCH = 84
const FIGURES_ROW = 14

/** Populations generation by generation: the best on top, lines to parents, shapes by descent. */
export function Lineage(props: LineageProps) {
  const {
    title,
    candidates,
    best,
    pointed,
    chosen,
    selected,
    generations,
    population,
    width,
    text,
  } = props
  const top = CANDIDATE_HEADER + COLUMN_HEAD
  const layout = useMemo(
    () => layoutLineage(candidates, { generations, population, width, top }),
    [candidates, generations, population, width, top],
  )
  const { places, links, columns, columnPitch, rowPitch, radius } = layout
  const told = pointed ?? chosen ?? best?.id ?? null
  const lineage = useMemo(() => ancestry(candidates, told), [candidates, told])
  const { stop, parts } = useRoving({
    first: '',
    move: (key, from) => asText(lineageMove(layout, key, Number(from))),
    onPoint: (at) => props.onPoint?.(at === null ? null : Number(at)),
    onSelect: (at) => props.onChoose?.(Number(at)),
    partAt: (place) => asText(lineageAt(layout, place)),
  })
  const home = places.some(({ candidate }) => String(candidate.id) === stop)
    ? stop
    : String(best?.id ?? '')
  const standsOut = ({ candidate: { id } }: LineagePlace) =>
    lineage.has(id) || String(id) === home || id === chosen || id === pointed || selected.has(id)
  const crowded = places.length > CROWD
  const marked = crowded ? places.filter(standsOut) : places
  const crowd = group(
    crowded ? places.filter((place) => !standsOut(place)) : [],
    ({ column }) => column,
  )
  const figured = columnPitch >= FIGURES_PITCH && rowPitch >= FIGURES_ROW
  const height = layout.height + KEY
  const seen = places.map(({ candidate }) => candidate)
  // Lines that matter are drawn last.
  const matters = ({ parent, child }: LineageLink) =>
    parent === told || (lineage.has(parent) && lineage.has(child))
  const kin = links.filter(matters)
  const others = links.filter((link) => !matters(link))
  return (
    <svg
      {...parts}
      className="view lineage"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={text.summary(
        title,
        seen.length,
        new Set(places.map(({ column }) => column)).size,
        best ? candidateReadout(best, text) : '–',
      )}
    >
      <CandidateHeader {...props} />
      {places.length === 0 && (
        <text className="view-readout" x={width} y={15} textAnchor="end">
          {text.waiting}
        </text>
      )}
      <g className="lineage-columns" aria-hidden="true">
        {columns.map(({ generation, x }) => (
          <line key={generation} x1={x} x2={x} y1={top - 2} y2={layout.height} />
        ))}
        {columnHeads(columns, text.generation).map(({ head, left }) => (
          <text key={head} x={left} y={top - 10}>
            {head}
          </text>
        ))}
      </g>
      <g className="lineage-links" aria-hidden="true">
        {[...bundles(others)].map(([column, path]) => (
          <path key={column} d={path} />
        ))}
        {kin.map(({ parent, child, path }) => (
          <path
            key={`${parent}-${child}`}
            d={path}
            data-ancestral={(lineage.has(parent) && lineage.has(child)) || undefined}
            data-told={parent === told || undefined}
          />
        ))}
      </g>
      {[...crowd].map(([column, members]) => (
        <CandidateCrowd key={column} places={members} radius={radius} />
      ))}
      {marked.map(({ candidate, x, y }) => {
        const { id, origin, accuracy } = candidate
        return (
          <g key={id}>
            <CandidateMark
              id={id}
              origin={origin}
              x={x}
              y={y}
              radius={radius}
              label={candidateReadout(candidate, text)}
              best={id === best?.id}
              chosen={id === chosen}
              pointed={id === pointed}
              selected={selected.has(id)}
              faded={!lineage.has(id)}
              home={String(id) === home}
            />
            {figured && (
              <text
                className="candidate-figure"
                data-faded={!lineage.has(id) || undefined}
                x={x + radius + 8}
                y={y + 4}
              >
                {text.accuracy(accuracy)}
              </text>
            )}
          </g>
        )
      })}
      <CandidateKey candidates={seen} x={0} y={height - 10} text={text} />
      {best && width >= NARROW && (
        <text className="candidate-note" x={width} y={height - 6} textAnchor="end">
          {text.ancestry}
        </text>
      )}
    </svg>
  )
}

/** Lines of no account, those that end in a column as one path: thousands of elements are slow. */
function bundles(links: readonly LineageLink[]): ReadonlyMap<number, string> {
  const paths = new Map<number, string>()
  for (const { column, path } of links) paths.set(column, (paths.get(column) ?? '') + path)
  return paths
}

const asText = (id: number | null) => (id === null ? null : String(id))
