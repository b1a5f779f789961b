import { useTranslation } from 'react-i18next'
import { withChoices } from '../../space/chainEdits'
import { CHAIN_BLOCKS, CHAIN_BOUNDS } from '../../space/chainSpace'
import { ChainStages } from './ChainStages'
import { NetworkSection } from './NetworkSection'
import { NumberField } from './NumberField'
import { OperationPalette } from './OperationPalette'
import { StrideChoice } from './StrideChoice'
import { useSpaceEdit } from './useSpaceEdit'
import { WidthChoice } from './WidthChoice'

/** A chain of choice blocks, in stages. */
export function ChainEditor() {
  const { t } = useTranslation()
  const { space, editSpace, takeSpace } = useSpaceEdit('chain')
  const { stem, head, choices } = space
  return (
    <>
      <NetworkSection>
        <div className="training-fields">
          <NumberField
            label={t('spaces.stem')}
            value={stem.channels}
            bound={CHAIN_BOUNDS.channels}
            onChange={(channels) => editSpace({ stem: { ...stem, channels } })}
          />
          <NumberField
            label={t('spaces.head')}
            value={head}
            bound={CHAIN_BOUNDS.head}
            onChange={(value) => editSpace({ head: value })}
          />
        </div>
        <div className="field-row chain-stem">
          <span className="field-label">{t('spaces.stemStride')}</span>
          <StrideChoice
            label={t('spaces.stemStride')}
            value={stem.stride}
            onChange={(stride) => editSpace({ stem: { ...stem, stride } })}
          />
        </div>
      </NetworkSection>
      <ChainStages />
      <OperationPalette
        title={t('spaces.choices')}
        all={CHAIN_BLOCKS}
        chosen={choices}
        insufficient={['skip_connect']}
        lastOne={t('spaces.lastChoice')}
        onChange={(chosen) => takeSpace(withChoices(space, chosen))}
      />
      <WidthChoice widths={space.widths} onChange={(widths) => editSpace({ widths })} />
    </>
  )
}
