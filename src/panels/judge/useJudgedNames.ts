import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { JudgedGroup, JudgedNetwork } from '../../run/judging'

interface JudgedNames {
  readonly ofGroup: (group: JudgedGroup) => string
  /** What tells a network from the others of its group. */
  readonly ofNetwork: (network: Pick<JudgedNetwork, 'group' | 'seed'>) => string
}

export function useJudgedNames(): JudgedNames {
  const { t } = useTranslation()
  const { t: j } = useTranslation('judge')
  return useMemo(
    (): JudgedNames => ({
      ofGroup: (group) => {
        switch (group.kind) {
          case 'method':
            return t(`bar.methods.${group.method}`)
          case 'luck':
            return j('luck')
          case 'reference':
            return j(`reference.${group.name}`)
          case 'picked':
            return group.name
        }
      },
      ofNetwork: ({ group, seed }) => {
        if (group.kind === 'luck') return j('draw', { number: seed ?? '' })
        if (seed !== null) return j('seed', { seed })
        return group.kind === 'picked' ? j('picked') : ''
      },
    }),
    [t, j],
  )
}
