import { useTranslation } from 'react-i18next'
import type { EdgePlace } from '../../../space/edgeEdits'
import { edgeName } from '../../../views/operationStyle'
import type { EdgeState } from './edgeStates'

/** @param plain where states are numbered from the input on, as in NAS-Bench-201 */
export function edgeTitle({ from, to }: EdgePlace, plain: boolean): string {
  return plain ? `${from} → ${to}` : edgeName(from, to)
}

/** An edge, read aloud. */
export function useEdgeLabel(plain: boolean): (edge: EdgeState) => string {
  const { t } = useTranslation()
  return (edge) => {
    const { candidates, partly, closed } = edge
    const names = (list: EdgeState['candidates']) =>
      list.map((operation) => t(`operations.${operation}`)).join(', ')
    const said = [
      closed
        ? t(`editor.state.${closed}`)
        : edge.free
          ? t('editor.state.all')
          : t('editor.state.some', { count: candidates.length, names: names(candidates) }),
    ]
    if (partly.length > 0) said.push(t('editor.state.partly', { names: names(partly) }))
    if (edge.forced && !closed) said.push(t('editor.state.forced'))
    if (edge.differs) said.push(t('editor.state.differs'))
    return t('editor.edge', { edge: edgeTitle(edge, plain), state: said.join('; ') })
  }
}
