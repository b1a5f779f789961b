import { useTranslation } from 'react-i18next'
import { spaceNameOf } from '../../run/spacePresets'
import type { RunGroup } from '../../store/compareGroups'

/** What groups are called: by method, and by the first of what else tells them apart. */
export function useGroupNames(groups: readonly RunGroup[]): ReadonlyMap<string, string> {
  const { t } = useTranslation()
  const { t: c } = useTranslation('compare')
  const configOf = ({ entries: [{ run }] }: RunGroup) => run.config
  const details: readonly ((group: RunGroup) => string)[] = [
    (group) => {
      const space = spaceNameOf(configOf(group).space)
      return space ? t(`spaces.names.${space}`) : c('otherSpace')
    },
    (group) => c('steps', { count: configOf(group).budget.steps }),
    (group) => (group.entries.length === 1 ? c('seed', { seed: configOf(group).seed }) : ''),
  ]
  let names = groups.map(({ method }) => t(`bar.methods.${method}`))
  for (const detail of details) names = toldApart(names, groups.map(detail))
  return new Map(
    groups.map(({ key }, index) => {
      const name = names[index] ?? ''
      const same = names.slice(0, index).filter((other) => other === name).length
      return [key, same > 0 ? `${name} (${same + 1})` : name]
    }),
  )
}

/** Adds to equal names what differs between them. */
function toldApart(names: readonly string[], details: readonly string[]): string[] {
  return names.map((name, index) => {
    const alike = details.filter((_, other) => names[other] === name)
    const detail = details[index] ?? ''
    return new Set(alike).size > 1 && detail !== '' ? `${name} · ${detail}` : name
  })
}
