import { useTranslation } from 'react-i18next'
import type { JudgedArchitecture, JudgingConfig } from '../../run/judging'
import { sameChoices } from '../../space/builtOut'
import {
  architectureKey,
  choosable,
  firstJudging,
  type KnownArchitecture,
} from '../../store/judgingChoices'
import { chooseJudging } from '../../store/judgingState'
import { useWorkspace } from '../../store/workspace'
import { useJudgedNames } from './useJudgedNames'

interface JudgedArchitecturesProps {
  readonly config: JudgingConfig
  readonly known: readonly KnownArchitecture[]
}

/** Which of the architectures that are known are judged. */
export function JudgedArchitectures({ config, known }: JudgedArchitecturesProps) {
  const { t } = useTranslation('judge')
  const names = useJudgedNames()
  const present = useWorkspace((state) => state.history.present)
  const { space, architectures } = config
  const listed = choosable(space, architectures, known)
  const chosen = new Set(architectures.map(architectureKey))
  const others = known.filter((one) => !sameChoices(one.space, space)).length
  const choose = (changed: JudgedArchitecture, judged: boolean) => {
    const key = architectureKey(changed)
    chooseJudging({
      ...config,
      // In the order of the list, whatever the order of the clicks.
      architectures: listed.filter((one) => {
        const own = architectureKey(one)
        return own === key ? judged : chosen.has(own)
      }),
    })
  }
  return (
    <section aria-labelledby="judged-architectures">
      <h3 id="judged-architectures">{t('architectures')}</h3>
      {listed.length === 0 && <p className="note">{t('noArchitectures')}</p>}
      <ul className="judge-list">
        {listed.map((one) => {
          const key = architectureKey(one)
          return (
            <li key={key}>
              <label title={one.text}>
                <input
                  type="checkbox"
                  checked={chosen.has(key)}
                  onChange={(event) => choose(one, event.target.checked)}
                />
                {names.ofGroup(one.group)} <span className="note">{names.ofNetwork(one)}</span>
              </label>
            </li>
          )
        })}
      </ul>
      {others > 0 && <p className="note">{t('othersLeft', { count: others })}</p>}
      {!sameChoices(space, present.space) && (
        <button
          type="button"
          className="button quiet"
          onClick={() => chooseJudging(firstJudging(present, known))}
        >
          {t('takePresent')}
        </button>
      )}
    </section>
  )
}
