import { useTranslation } from 'react-i18next'
import { CONFIG_BOUNDS } from '../../run/configBounds'
import type { JudgingConfig } from '../../run/judging'
import { NumberField } from '../space/NumberField'

const SEEDS = { min: 1, max: 20 }
const EPOCHS = { min: 1, max: 1000 }

type Trained = Pick<JudgingConfig, 'recipe' | 'dataset' | 'trainingSeeds'>

interface TrainingFieldsProps {
  readonly config: Trained
  readonly onChange: (changed: Partial<Trained>) => void
}

/** How long networks are trained, how often, and on how many images. */
export function TrainingFields({ config, onChange }: TrainingFieldsProps) {
  const { t } = useTranslation('judge')
  const { recipe, dataset, trainingSeeds } = config
  return (
    <>
      <NumberField
        label={t('epochs')}
        value={recipe.epochs}
        bound={EPOCHS}
        onChange={(epochs) => onChange({ recipe: { ...recipe, epochs } })}
      />
      <NumberField
        label={t('trainingSeeds')}
        value={trainingSeeds.length}
        bound={SEEDS}
        onChange={(count) =>
          onChange({ trainingSeeds: Array.from({ length: count }, (_, index) => index + 1) })
        }
      />
      <NumberField
        label={t('trainImages')}
        value={dataset.trainImages}
        bound={CONFIG_BOUNDS.trainImages}
        onChange={(trainImages) => onChange({ dataset: { ...dataset, trainImages } })}
      />
      <NumberField
        label={t('testImages')}
        value={dataset.testImages}
        bound={CONFIG_BOUNDS.testImages}
        onChange={(testImages) => onChange({ dataset: { ...dataset, testImages } })}
      />
    </>
  )
}
