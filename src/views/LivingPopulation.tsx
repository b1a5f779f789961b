import { useMemo } from 'react'
import './theme/methods.css'
import { CANDIDATE_HEADER, CandidateHeader } from './CandidateHeader'
import { CandidateKey, CandidateMark } from './CandidateMark'
import { ancestry, candidateReadout } from './candidateSeries'
import type { CandidateViewProps } from './candidateView'
import { birthsOf, livesOf, livesWindow } from './livesLayout'
import type { LivesText } from './methodText'
import { orderMove } from './orderMove'
import { useRoving } from './useRoving'

export interface LivingPopulationProps extends CandidateViewProps {
  /** Members that live at a time. */
  readonly population: number
  /** Births of the whole run, repeated architectures not counted: their room is kept. */
  readonly births: number
  readonly text: LivesText
}

/** How far those that have died stand back. */
const GONE = 0.6
const LEFT = 12
const RIGHT = 14
const FOOT = 42
const LANES_HEIGHT = 230
const LEAST_LANE = 6
const MOST_LANE = 24
/** Bars this long, and lanes this high, have room for an accuracy. */
const FIGURE_LENGTH = 72
const FIGURE_LANE = 15

/** Who lives when: a bar from birth to death for everyone, lines from parents to their children. */
export function LivingPopulation(props: LivingPopulationProps) {
  const { title, candidates, best, pointed, chosen, selected, population, width, text } = props
  const lives = useMemo(() => livesOf(candidates, population), [candidates, population])
  const room = width - LEFT - RIGHT
  const { first, count } = livesWindow(lives.length, props.births, population, room)
  const pitch = room / count
  const lane = Math.max(LEAST_LANE, Math.min(MOST_LANE, LANES_HEIGHT / population))
  const top = CANDIDATE_HEADER + 6
  const bottom = top + population * lane
  const x = (birth: number) => LEFT + Math.max(0, birth - first) * pitch
  const y = (number: number) => top + (number + 0.5) * lane
  const radius = Math.min(6, lane * 0.33)

  const seen = lives.filter(({ until }) => until > first)
  const births = useMemo(() => birthsOf(lives), [lives])
  const told = pointed ?? chosen ?? best?.id ?? null
  const lineage = useMemo(() => ancestry(candidates, told), [candidates, told])
  const accuracies = candidates.map(({ accuracy }) => accuracy)
  const least = Math.min(...accuracies)
  const span = Math.max(...accuracies) - least
  const { stop, parts } = useRoving({
    first: '',
    move: (key, from) =>
      orderMove(
        key,
        from,
        candidates.map(({ id }) => id),
      ),
    onPoint: (at) => props.onPoint?.(at === null ? null : Number(at)),
    onSelect: (at) => props.onChoose?.(Number(at)),
  })
  const home = seen.some(({ candidate }) => String(candidate.id) === stop)
    ? stop
    : String(seen.at(-1)?.candidate.id ?? '')
  const alive = seen.filter((life) => life.alive)
  const strongest = alive.reduce<(typeof alive)[number] | null>(
    (top, life) => (!top || life.candidate.score > top.candidate.score ? life : top),
    null,
  )
  const now = x(lives.length)
  return (
    <svg
      {...parts}
      className="view lives"
      width={width}
      height={bottom + FOOT}
      viewBox={`0 0 ${width} ${bottom + FOOT}`}
      role="group"
      aria-label={text.summary(
        title,
        lives.length,
        alive.length,
        lives.length - alive.length,
        strongest ? candidateReadout(strongest.candidate, text) : '–',
      )}
    >
      <CandidateHeader {...props} />
      <g aria-hidden="true">
        {seen.map(({ candidate, lane: number, born, until, alive: lives }) => {
          const left = x(born)
          const right = x(until)
          const strength = span > 0 ? (candidate.accuracy - least) / span : 0.5
          return (
            <g
              key={candidate.id}
              className="life"
              data-alive={lives || undefined}
              data-ancestral={lineage.has(candidate.id) || undefined}
              data-at={candidate.id}
            >
              <rect
                className="life-bar"
                x={left}
                y={y(number) - lane / 2 + 1}
                width={Math.max(2, right - left - 1)}
                height={lane - 2}
                style={{ fillOpacity: (0.12 + 0.5 * strength) * (lives ? 1 : GONE) }}
              />
              {!lives && (
                <line
                  className="life-end"
                  x1={right - 1}
                  x2={right - 1}
                  y1={y(number) - lane / 2 + 1}
                  y2={y(number) + lane / 2 - 1}
                />
              )}
            </g>
          )
        })}
        <g className="life-births">
          {births
            .filter(({ born }) => born >= first)
            .map(({ parent, child, born, fromLane, toLane }) => (
              <g
                key={`${parent}-${child}`}
                data-ancestral={(lineage.has(parent) && lineage.has(child)) || undefined}
              >
                <path d={`M${x(born)} ${y(fromLane)}V${y(toLane)}`} />
                <circle cx={x(born)} cy={y(fromLane)} r={2.5} />
              </g>
            ))}
        </g>
        {lane >= FIGURE_LANE && (
          <g className="life-figures">
            {seen
              .filter(({ born, until }) => x(until) - x(born) >= FIGURE_LENGTH)
              .map(({ candidate, lane: number, born, alive: lives }) => (
                <text
                  key={candidate.id}
                  data-alive={lives || undefined}
                  x={x(born) + 2 * radius + 10}
                  y={y(number) + 4}
                >
                  {text.accuracy(candidate.accuracy)}
                </text>
              ))}
          </g>
        )}
        <line className="lives-now" x1={now} x2={now} y1={top - 4} y2={bottom + 4} />
        <text className="candidate-note" x={Math.min(now, width)} y={bottom + 17} textAnchor="end">
          {`${lives.length} ${text.births}, ${alive.length} ${text.alive}`}
        </text>
      </g>
      {seen
        .filter(({ born }) => born >= first)
        .map(({ candidate, lane: number, born, alive: lives }) => (
          <CandidateMark
            key={candidate.id}
            id={candidate.id}
            origin={candidate.origin}
            x={x(born) + radius + 2}
            y={y(number)}
            radius={radius}
            label={`${candidateReadout(candidate, text)} ${lives ? text.alive : text.died}`}
            best={candidate.id === best?.id}
            chosen={candidate.id === chosen}
            pointed={candidate.id === pointed}
            selected={selected.has(candidate.id)}
            faded={!lives && !lineage.has(candidate.id)}
            home={String(candidate.id) === home}
          />
        ))}
      <CandidateKey candidates={candidates} x={0} y={bottom + FOOT - 9} text={text} />
    </svg>
  )
}
