import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { useWorkspace } from '../../store/workspace'
import { viewsOf } from '../search/chosenViews'

interface ViewBoxesProps {
  readonly config: SearchConfig
  /** Names of views. */
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** A box to tick for each view of a run. */
export function ViewBoxes({ config, chosen, onChange }: ViewBoxesProps) {
  const { t } = useTranslation('time')
  const language = useWorkspace((state) => state.language)
  return (
    <fieldset className="animation-views">
      <legend className="field-label">{t('film.views')}</legend>
      {viewsOf(config).map(({ name, titles }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, name] : chosen.filter((each) => each !== name))
            }
          />
          {titles[language]}
        </label>
      ))}
    </fieldset>
  )
}
