import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import type { StrategySettings } from '../../run/config'
import { ChoiceMenu } from '../common/ChoiceMenu'
import { rounded } from './objectiveDefaults'
import { NumberField } from './NumberField'

type SposSettings = Extract<StrategySettings, { readonly name: 'spos' }>

const KINDS = ['uniform', 'macs-bins'] as const
const MACS = { min: 0, max: 1e15 }
const BIN = { min: 1, max: 1e15 }
/** As published: bins from 290 to 360 M, each of 10 M, and 500 tries to hit one. */
const BINS = 7
const TRIES = 500

interface SamplingSectionProps {
  readonly settings: SposSettings
  readonly range: CostRange | null
  readonly onChange: (settings: SposSettings) => void
}

/** How SPOS draws the paths that it trains. */
export function SamplingSection({ settings, range, onChange }: SamplingSectionProps) {
  const { t } = useTranslation()
  const { sampling } = settings
  const takeBins = (change: Partial<Extract<typeof sampling, { kind: 'macs-bins' }>>) =>
    onChange({
      ...settings,
      sampling: { ...binsWithin(range), ...sampling, kind: 'macs-bins', ...change },
    })
  return (
    <div className="sampling">
      <div className="sampling-choice">
        <span className="field-label">{t('settings.sampling')}</span>
        <ChoiceMenu
          label={t('settings.sampling')}
          value={sampling.kind}
          onChoose={(kind) =>
            kind === 'uniform' ? onChange({ ...settings, sampling: { kind } }) : takeBins({})
          }
          choices={KINDS.map((name) => ({
            name,
            label: t(`settings.samplings.${name}`),
            note: t(`settings.samplingHelp.${name}`),
          }))}
        />
      </div>
      {sampling.kind === 'macs-bins' && (
        <div className="setting-rows">
          <NumberField
            label={t('settings.least')}
            value={sampling.least}
            bound={{ min: MACS.min, max: Math.max(MACS.min, sampling.most - 1) }}
            onChange={(least) => takeBins({ least })}
          />
          <NumberField
            label={t('settings.most')}
            value={sampling.most}
            bound={{ min: sampling.least + 1, max: MACS.max }}
            onChange={(most) => takeBins({ most })}
          />
          <NumberField
            label={t('settings.binWidth')}
            value={sampling.width}
            bound={BIN}
            onChange={(width) => takeBins({ width })}
          />
        </div>
      )}
    </div>
  )
}

/** Bins over all that the space has. */
function binsWithin(range: CostRange | null) {
  const least = range ? range.least.macs : 0
  const most = range ? Math.max(range.most.macs, least + 1) : BINS
  return { least, most, width: Math.max(1, rounded((most - least) / BINS)), tries: TRIES }
}
