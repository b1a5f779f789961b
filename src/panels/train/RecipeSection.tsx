import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DatasetSettings } from '../../run/config'
import { CONFIG_BOUNDS } from '../../run/configBounds'
import type { TrainingSubject } from '../../run/training'
import { RECIPE_NAMES } from '../../run/trainingRecipes'
import {
  editDraft,
  imagesThereAre,
  recipeOf,
  takeRecipe,
  useTrainingDraft,
  type TrainingData,
  type TrainingDraft,
} from '../../store/trainingDraft'
import { trainingPartsOf } from '../../store/trainingSubject'
import { grouped } from '../common/format'
import { Segments } from '../common/Segments'
import { NumberField } from '../space/NumberField'
import { RECIPE_FIELDS, type RecipeGroup } from './recipeFields'

interface RecipeSectionProps {
  readonly subject: TrainingSubject | null
  readonly dataset: DatasetSettings
}

const GROUPS = Object.keys(RECIPE_FIELDS) as readonly RecipeGroup[]

/** How it is trained: a recipe, and every number of it. */
export function RecipeSection({ subject, dataset }: RecipeSectionProps) {
  const { t } = useTranslation('train')
  const draft = useTrainingDraft()
  const recipe = recipeOf(draft)
  return (
    <section className="training-section" aria-label={t('recipe')}>
      <Segments
        label={t('recipe')}
        value={recipe ?? ''}
        options={RECIPE_NAMES.map((name) => ({ name, label: t(`recipes.${name}`) }))}
        onChange={(name) => name !== '' && takeRecipe(name)}
      />
      <p className="note">{t(`recipeHelp.${recipe ?? 'own'}`)}</p>
      <RecipeFacts recipe={draft.recipe} data={draft.data} />
      <details className="training-numbers">
        <summary>{t('everyNumber')}</summary>
        {GROUPS.map((group) => (
          <RecipeFields key={group} group={group} />
        ))}
        <DataFields dataset={dataset} />
      </details>
      {subject && <MissingParts subject={subject} dataset={dataset} />}
    </section>
  )
}

/** What of a recipe one wants to know at a glance; what is off is left out. */
function RecipeFacts({ recipe, data }: Pick<TrainingDraft, 'recipe' | 'data'>) {
  const { t } = useTranslation('train')
  const { learningRate, learningRateMin, validationImages } = recipe
  const { cropPadding, flip } = data.augmentation
  const varied = [
    ...(cropPadding > 0 ? [`${t('fields.cropPadding')} ${cropPadding}`] : []),
    ...(flip ? [t('fields.flip')] : []),
  ]
  const regularised = RECIPE_FIELDS.regularisation
    .filter(({ name }) => recipe[name] > 0)
    .map(({ name }) => `${t(`fields.${name}`)} ${recipe[name]}`)
  const facts = [
    [t('fields.epochs'), recipe.epochs],
    [t('fields.batch'), recipe.batch],
    [t('fields.learningRate'), `${learningRate} → ${learningRateMin}`],
    [t('fields.trainImages'), grouped(data.trainImages)],
    [t('fields.validationImages'), grouped(validationImages)],
    [t('fields.testImages'), grouped(data.testImages)],
    [t('groups.augmentation'), varied.join(' · ') || t('none')],
    [t('groups.regularisation'), regularised.join(' · ') || t('none')],
  ] as const
  return (
    <dl className="training-recipe">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function RecipeFields({ group }: { readonly group: RecipeGroup }) {
  const { t } = useTranslation('train')
  const recipe = useTrainingDraft((state) => state.recipe)
  return (
    <fieldset className="training-fieldset">
      <legend className="section-title">{t(`groups.${group}`)}</legend>
      {RECIPE_FIELDS[group].map(({ name, bound, whole }) => (
        <div key={name} className="training-field">
          <NumberField
            label={t(`fields.${name}`)}
            value={recipe[name]}
            bound={bound}
            whole={whole}
            onChange={(value) => editDraft({ recipe: { ...recipe, [name]: value } })}
          />
          <p className="note">{t(`fieldHelp.${name}`)}</p>
        </div>
      ))}
    </fieldset>
  )
}

/** How much of the data is used, how its images are varied, and the seed of it all. */
function DataFields({ dataset }: { readonly dataset: DatasetSettings }) {
  const { t } = useTranslation('train')
  const flip = useId()
  const data = useTrainingDraft((state) => state.data)
  const seed = useTrainingDraft((state) => state.seed)
  const there = imagesThereAre(dataset)
  const edit = (change: Partial<TrainingData>) => editDraft({ data: { ...data, ...change } })
  const vary = (change: Partial<TrainingData['augmentation']>) =>
    edit({ augmentation: { ...data.augmentation, ...change } })
  return (
    <fieldset className="training-fieldset">
      <legend className="section-title">{t('groups.data')}</legend>
      <div className="training-field">
        <NumberField
          label={t('fields.trainImages')}
          value={Math.min(data.trainImages, there.train)}
          bound={{ min: CONFIG_BOUNDS.trainImages.min, max: there.train }}
          onChange={(trainImages) => edit({ trainImages })}
        />
        <p className="note">{t('fieldHelp.trainImages', { images: grouped(there.train) })}</p>
      </div>
      <div className="training-field">
        <NumberField
          label={t('fields.testImages')}
          value={Math.min(data.testImages, there.test)}
          bound={{ min: CONFIG_BOUNDS.testImages.min, max: there.test }}
          onChange={(testImages) => edit({ testImages })}
        />
        <p className="note">{t('fieldHelp.testImages', { images: grouped(there.test) })}</p>
      </div>
      <div className="training-field">
        <NumberField
          label={t('fields.cropPadding')}
          value={data.augmentation.cropPadding}
          bound={CONFIG_BOUNDS.cropPadding}
          onChange={(cropPadding) => vary({ cropPadding })}
        />
        <p className="note">{t('fieldHelp.cropPadding')}</p>
      </div>
      <div className="training-field">
        <label className="training-check">
          <input
            type="checkbox"
            checked={data.augmentation.flip}
            aria-describedby={flip}
            onChange={(event) => vary({ flip: event.target.checked })}
          />
          {t('fields.flip')}
        </label>
        <p className="note" id={flip}>
          {t('fieldHelp.flip')}
        </p>
      </div>
      <div className="training-field">
        <NumberField
          label={t('fields.seed')}
          value={seed}
          bound={CONFIG_BOUNDS.seed}
          onChange={(value) => editDraft({ seed: value })}
        />
        <p className="note">{t('fieldHelp.seed')}</p>
      </div>
    </fieldset>
  )
}

/** What the recipe asks for and this network has no place for. */
function MissingParts(props: {
  readonly subject: TrainingSubject
  readonly dataset: DatasetSettings
}) {
  const { t } = useTranslation('train')
  const { dropPath, auxiliaryWeight } = useTrainingDraft((state) => state.recipe)
  const parts = trainingPartsOf(props.subject, props.dataset)
  const missing = [
    ...(dropPath > 0 && !parts.dropPath ? [t('noDropPath')] : []),
    ...(auxiliaryWeight > 0 && !parts.auxiliary ? [t('noAuxiliary')] : []),
  ]
  return missing.length > 0 ? <p className="note">{missing.join(' ')}</p> : null
}
