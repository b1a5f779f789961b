import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SpaceProblem } from '../../space/bounds'
import type { CellType } from '../../space/cellSpace'
import { stateName } from '../../views/operationStyle'
import { Icon } from '../common/Icon'

interface SpaceProblemsProps {
  readonly problems: readonly SpaceProblem[]
  /** Whether they are read aloud as they come; once is enough. */
  readonly announced: boolean
}

/** Who mends these sees the rest. */
const MOST_TOLD = 3

/** Why the space cannot be searched, in words, and what would help. */
export function SpaceProblems({ problems, announced }: SpaceProblemsProps) {
  const { t } = useTranslation()
  return (
    <section className="space-problems" role={announced ? 'alert' : undefined}>
      <p className="space-problems-title">
        <Icon name="warning" />
        {t('spaces.problems')}
      </p>
      <ul>
        {problems.slice(0, MOST_TOLD).map((problem) => (
          <li key={JSON.stringify(problem)}>{sentence(problem, t)}</li>
        ))}
        {problems.length > MOST_TOLD && (
          <li>{t('spaces.moreProblems', { count: problems.length - MOST_TOLD })}</li>
        )}
      </ul>
    </section>
  )
}

function sentence(problem: SpaceProblem, t: TFunction): string {
  switch (problem.code) {
    case 'out-of-bounds':
      return t('spaces.problem.out-of-bounds', {
        field: fieldName(problem.field, t),
        value: problem.value,
        ...problem.bound,
      })
    case 'no-operation':
      return t('spaces.problem.no-operation')
    case 'repeated-operation':
    case 'not-searchable':
      return t(`spaces.problem.${problem.code}`, { operation: problem.operation })
    case 'odd-channels':
    case 'no-widening':
      return t(`spaces.problem.${problem.code}`, { field: fieldName(problem.field, t) })
    case 'repeated-width':
      return t('spaces.problem.repeated-width', { value: problem.value })
    case 'nothing-left':
      return t('spaces.problem.nothing-left', { place: placeName(problem.field, t) })
    case 'bad-rule':
      return t(`spaces.problem.bad-rule.${problem.reason}`, { field: problem.field })
    case 'no-edge':
    case 'unsorted-rule':
    case 'idle-rule':
    case 'forced-forbidden':
    case 'none-decides':
      return t(`spaces.problem.${problem.code}`, { edge: edgeName(problem, t) })
    case 'edge-operation':
      return t('spaces.problem.edge-operation', {
        edge: edgeName(problem, t),
        operation: problem.operation,
      })
    case 'crowded-node':
      return t('spaces.problem.crowded-node', {
        cell: cellName(problem.cell, t),
        node: stateName(problem.node),
        forced: problem.forced,
      })
    case 'cut-node':
      return t('spaces.problem.cut-node', {
        cell: cellName(problem.cell, t),
        node: stateName(problem.node),
      })
    case 'cut-output':
      return t('spaces.problem.cut-output')
  }
}

type EdgeProblem = Extract<SpaceProblem, { readonly from: number; readonly to: number }>

/** Its states as the drawings call them. */
function edgeName({ cell, from, to }: EdgeProblem, t: TFunction): string {
  const name = (state: number) => (cell ? stateName(state) : String(state))
  return t(`spaces.problem.edge.${cell ?? 'only'}`, { from: name(from), to: name(to) })
}

const cellName = (cell: CellType, t: TFunction) => t(`spaces.problem.cell.${cell}`)

/** `layers.3`, counted from 0 as in arcs, or a block's place `stages.2/block.0`, counted from 1. */
function placeName(field: string, t: TFunction): string {
  const [first = 0, second] = Array.from(field.matchAll(/\d+/g), ([digits]) => Number(digits))
  return second === undefined
    ? t('spaces.problem.place.layer', { layer: first })
    : t('spaces.problem.place.block', { stage: first + 1, block: second + 1 })
}

const PLAIN_FIELDS = ['channels', 'layers', 'nodes', 'cells', 'stages', 'head', 'widths'] as const

/** `stages.2.channels`, or a block's place `stages.2/block.0`, as the editors call it; stages count from 1. */
function fieldName(field: string, t: TFunction): string {
  const [, stage, part] = /^stages\.(\d+)[./](\w+)/.exec(field) ?? []
  if (stage !== undefined) {
    const number = Number(stage) + 1
    if (part === 'channels') return t('spaces.field.stageChannels', { number })
    if (part === 'blocks') return t('spaces.field.stageBlocks', { number })
    return t('spaces.field.stage', { number })
  }
  if (field.startsWith('stem.')) return t('spaces.field.stem')
  const plain = PLAIN_FIELDS.find((name) => field === name || field.startsWith(`${name}.`))
  return plain ? t(`spaces.field.${plain}`) : field
}
