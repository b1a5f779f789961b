import '../language/timeTexts'
import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { edgeName, OPERATION_STYLE } from '../../views/operationStyle'
import type { EdgeChange, TimelineChange } from '../../views/timelineChanges'
import { percent } from '../common/format'

/** Edges named in one line; the others are counted. */
const NAMED = 1

/** A change in one line, or with every edge of it. */
export function useChangeText(): (change: TimelineChange, whole?: boolean) => string {
  const { t } = useTranslation('time')
  return useCallback((change, whole = false) => changeText(change, whole, t), [t])
}

function changeText(change: TimelineChange, whole: boolean, t: TFunction<'time'>): string {
  const { step, edges, leader } = change
  if (leader) {
    const first = t('leader', { id: leader.id, accuracy: percent(leader.accuracy) })
    return t('changes', { step, first })
  }
  const named = whole ? edges : edges.slice(0, NAMED)
  const first = named.map((edge) => edgeText(edge, t)).join('; ')
  const count = edges.length - named.length
  return count > 0 ? t('changesMore', { step, first, count }) : t('changes', { step, first })
}

function edgeText(change: EdgeChange, t: TFunction<'time'>): string {
  const { from, to, operation, replaced } = change
  const cell = t(`cell.${change.cell}`)
  const edge = edgeName(from, to)
  const after = OPERATION_STYLE[operation].short
  if (!replaced) return t('addedEdge', { cell, edge, after })
  const before = OPERATION_STYLE[replaced.operation].short
  return replaced.from === from
    ? t('changedEdge', { cell, edge, before, after })
    : t('newEdge', { cell, edge, after, before, other: edgeName(replaced.from, to) })
}
