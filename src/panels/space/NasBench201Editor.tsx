import { useTranslation } from 'react-i18next'
import { withEdgeOperations } from '../../space/cellEdits'
import {
  NAS_BENCH_201_BOUNDS,
  NAS_BENCH_201_OPERATIONS,
  type NasBench201Operation,
} from '../../space/nasBench201Space'
import { SliderField } from '../common/SliderField'
import { channelsWithin, countsWithin } from './counts'
import { EdgeCandidates } from './EdgeCandidates'
import { NetworkSection } from './NetworkSection'
import { isNeeded, OperationPalette, toggled } from './OperationPalette'
import { useSpaceEdit } from './useSpaceEdit'

const INSUFFICIENT: readonly NasBench201Operation[] = ['none']

/** One cell of four nodes, any of the candidates on each of its six edges. */
export function NasBench201Editor() {
  const { t } = useTranslation()
  const { space, editSpace, takeSpace, endGesture } = useSpaceEdit('nas-bench-201')
  const { operations } = space
  const allow = (chosen: readonly NasBench201Operation[]) =>
    takeSpace(withEdgeOperations(space, chosen))
  return (
    <>
      <section className="space-section">
        <EdgeCandidates
          operations={operations}
          onToggle={(operation) => {
            if (isNeeded(operation, operations, INSUFFICIENT)) return
            allow(toggled(NAS_BENCH_201_OPERATIONS, operations, operation))
          }}
        />
        <p className="note">{t('spaces.edges')}</p>
      </section>
      <OperationPalette
        title={t('space.operations')}
        all={NAS_BENCH_201_OPERATIONS}
        chosen={operations}
        insufficient={INSUFFICIENT}
        lastOne={t('space.lastOperation')}
        onChange={allow}
      />
      <NetworkSection>
        <SliderField
          label={t('spaces.cellsPerStage')}
          choices={countsWithin(NAS_BENCH_201_BOUNDS.cells)}
          value={space.cells}
          onChange={(cells) => editSpace({ cells }, 'cells')}
          onCommit={endGesture}
        />
        <SliderField
          label={t('space.channels')}
          choices={channelsWithin(NAS_BENCH_201_BOUNDS.channels)}
          value={space.channels}
          onChange={(channels) => editSpace({ channels }, 'channels')}
          onCommit={endGesture}
        />
      </NetworkSection>
    </>
  )
}
