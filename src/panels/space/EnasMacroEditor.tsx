import { useTranslation } from 'react-i18next'
import { ENAS_MACRO_BOUNDS, ENAS_MACRO_OPERATIONS } from '../../space/enasMacroSpace'
import { withLayerOperations, withLayers } from '../../space/macroEdits'
import { SliderField } from '../common/SliderField'
import { channelsWithin, countsWithin } from './counts'
import { NetworkSection } from './NetworkSection'
import { OperationPalette } from './OperationPalette'
import { SkipSkeleton } from './SkipSkeleton'
import { useSpaceEdit } from './useSpaceEdit'

const { layers: LAYERS, channels: CHANNELS } = ENAS_MACRO_BOUNDS

/** A chain of layers, any earlier one of which may be skipped to. */
export function EnasMacroEditor() {
  const { t } = useTranslation()
  const { space, editSpace, takeSpace, endGesture } = useSpaceEdit('enas-macro')
  const { layers } = space
  const skips = (layers * (layers - 1)) / 2
  return (
    <>
      <section className="space-section">
        <SliderField
          label={t('spaces.layers')}
          choices={countsWithin(LAYERS)}
          value={layers}
          onChange={(count) => takeSpace(withLayers(space, count), 'layers')}
          onCommit={endGesture}
        />
        <SkipSkeleton
          layers={layers}
          most={LAYERS.max}
          label={t('spaces.skipDrawing', { layers, skips })}
          onChange={(count) => takeSpace(withLayers(space, count))}
        />
        <p className="note">{t('spaces.skips', { count: skips })}</p>
      </section>
      <OperationPalette
        title={t('space.operations')}
        all={ENAS_MACRO_OPERATIONS}
        chosen={space.operations}
        insufficient={[]}
        lastOne={t('space.lastOperation')}
        onChange={(operations) => takeSpace(withLayerOperations(space, operations))}
      />
      <NetworkSection>
        <SliderField
          label={t('spaces.width')}
          choices={channelsWithin(CHANNELS)}
          value={space.channels}
          onChange={(channels) => editSpace({ channels }, 'channels')}
          onCommit={endGesture}
        />
      </NetworkSection>
    </>
  )
}
