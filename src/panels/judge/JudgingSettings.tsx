import { useTranslation } from 'react-i18next'
import { CONFIG_BOUNDS } from '../../run/configBounds'
import type { JudgingConfig } from '../../run/judging'
import { REFERENCE_NAMES } from '../../run/training'
import { RECIPE_NAMES, type RecipeName } from '../../run/trainingRecipes'
import { builtOut } from '../../space/builtOut'
import { judgingRecipe } from '../../store/judgingChoices'
import { chooseJudging } from '../../store/judgingState'
import { Segments } from '../common/Segments'
import { NumberField } from '../space/NumberField'
import { TrainingFields } from './TrainingFields'

const DRAWS = { min: 0, max: 200 }
const CELLS = { min: 1, max: 20 }
const CHANNELS = { min: 1, max: 64 }

/** How much luck, which networks made by hand, and how all of them are trained. */
export function JudgingSettings({ config }: { readonly config: JudgingConfig }) {
  const { t } = useTranslation('judge')
  const { space, luck, references } = config
  const change = (changed: Partial<JudgingConfig>) => chooseJudging({ ...config, ...changed })
  return (
    <>
      <section aria-labelledby="judging-luck">
        <h3 id="judging-luck">{t('luck')}</h3>
        <div className="judge-fields">
          <NumberField
            label={t('luckCount')}
            value={luck.count}
            bound={DRAWS}
            onChange={(count) => change({ luck: { ...luck, count } })}
          />
          <NumberField
            label={t('luckSeed')}
            value={luck.seed}
            bound={CONFIG_BOUNDS.seed}
            onChange={(seed) => change({ luck: { ...luck, seed } })}
          />
        </div>
      </section>
      <section aria-labelledby="judging-references">
        <h3 id="judging-references">{t('references')}</h3>
        <ul className="judge-list">
          {REFERENCE_NAMES.map((name) => (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={references.includes(name)}
                  onChange={({ target }) =>
                    change({
                      references: REFERENCE_NAMES.filter((other) =>
                        other === name ? target.checked : references.includes(other),
                      ),
                    })
                  }
                />
                {t(`reference.${name}`)}
              </label>
            </li>
          ))}
        </ul>
        <p className="note">{t('referencesNote')}</p>
      </section>
      <section aria-labelledby="judging-training">
        <h3 id="judging-training">{t('training')}</h3>
        <Segments
          label={t('recipe')}
          value={recipeName(config)}
          options={RECIPE_NAMES.map((name) => ({ name, label: t(`recipes.${name}`) }))}
          onChange={(name) => change({ recipe: judgingRecipe(name) })}
        />
        <div className="judge-fields">
          <TrainingFields config={config} onChange={change} />
          {'cells' in space && (
            <>
              <NumberField
                label={t('cells')}
                value={space.cells}
                bound={CELLS}
                onChange={(cells) =>
                  change({ space: builtOut(space, { cells, channels: space.channels }) })
                }
              />
              <NumberField
                label={t('channels')}
                value={space.channels}
                bound={CHANNELS}
                onChange={(channels) =>
                  change({ space: builtOut(space, { cells: space.cells, channels }) })
                }
              />
            </>
          )}
        </div>
      </section>
    </>
  )
}

/** The recipe that this is, but for its length. */
function recipeName({ recipe }: JudgingConfig): RecipeName {
  const plain = (name: RecipeName) =>
    JSON.stringify({ ...judgingRecipe(name), epochs: recipe.epochs })
  return RECIPE_NAMES.find((name) => plain(name) === JSON.stringify(recipe)) ?? 'quick'
}
