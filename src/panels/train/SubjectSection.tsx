import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { REFERENCE_NAMES, type TrainingSubject } from '../../run/training'
import { CELL_TYPES } from '../../space/cellSpace'
import type { ShownArchitecture } from '../../store/shown'
import { editDraft, useTrainingDraft } from '../../store/trainingDraft'
import { sizeBounds, sizeOf } from '../../store/trainingSubject'
import { grouped, withPrefix } from '../common/format'
import { lazyPart } from '../common/lazyPart'
import { Segments } from '../common/Segments'
import { CellPicture } from '../result/CellPicture'
import { NumberField } from '../space/NumberField'
import type { DraftedSubject } from './useTrainingSubject'
import { useDrawnWidth } from './useDrawnWidth'

const ArchitecturePicture = lazyPart(() => import('../result/ArchitecturePicture'))

const CHOICES = ['shown', ...REFERENCE_NAMES] as const
/** Until it is laid out. */
const USUAL_WIDTH = 380

/** What is trained, how deep and wide, and what that costs. */
export function SubjectSection({ drafted }: { readonly drafted: DraftedSubject }) {
  const { t } = useTranslation('train')
  const what = useTrainingDraft((state) => state.what)
  const { shown, subject, usual, cost, problem, name } = drafted
  return (
    <section className="training-section" aria-label={t('what')}>
      <Segments
        label={t('what')}
        value={what}
        options={CHOICES.map((choice) => ({
          name: choice,
          label: choice === 'shown' ? t('shown') : t(`references.${choice}`),
        }))}
        onChange={(choice) => editDraft({ what: choice, size: {} })}
      />
      <p className="training-name">{name}</p>
      {what === 'shown' ? (
        shown ? (
          <ShownPicture shown={shown} />
        ) : (
          <p className="note">{t('nothingShown')}</p>
        )
      ) : (
        <p className="note">
          {t(`referenceHelp.${what}`)} {t('beside')}
        </p>
      )}
      {problem !== null && (
        <p className="training-problem" role="alert">
          {t('noNetwork', { message: problem })}
        </p>
      )}
      {cost && (
        <div className="result-figures">
          <Figure title={t('parameters')} value={grouped(cost.parameters)} />
          <Figure title={t('macs')} value={withPrefix(cost.macs)} />
        </div>
      )}
      {subject && usual && <SizeFields subject={subject} usual={usual} />}
    </section>
  )
}

function Figure({ title, value }: { readonly title: string; readonly value: string }) {
  return (
    <div className="figure">
      <p className="section-title">{title}</p>
      <p className="figure-value">{value}</p>
    </div>
  )
}

function ShownPicture({ shown }: { readonly shown: ShownArchitecture }) {
  const { width, ref } = useDrawnWidth(USUAL_WIDTH)
  const { space, text, genotype, config } = shown
  const ofOtherKind = space && space.kind !== 'cell'
  return (
    <div ref={ref} className="training-picture">
      {ofOtherKind ? (
        <Suspense>
          <ArchitecturePicture space={space} text={text} dataset={config.dataset} width={width} />
        </Suspense>
      ) : (
        genotype &&
        CELL_TYPES.map((type) => <CellPicture key={type} type={type} cell={genotype[type]} />)
      )}
    </div>
  )
}

/** Depth and width, as far as the space leaves them open. */
function SizeFields(props: { readonly subject: TrainingSubject; readonly usual: TrainingSubject }) {
  const { subject, usual } = props
  const { t } = useTranslation('train')
  const asked = useTrainingDraft((state) => state.size)
  const { cells, channels } = sizeOf(subject)
  const bounds = sizeBounds(subject)
  const before = sizeOf(usual)
  const ofStages = subject.kind === 'architecture' && subject.space.kind === 'nas-bench-201'
  const help = ofStages
    ? 'nas-bench-201'
    : cells !== null
      ? 'cells'
      : channels !== null
        ? 'channels'
        : 'chain'
  const changed = cells !== before.cells || channels !== before.channels
  return (
    <div role="group" aria-label={t('size')}>
      <div className="training-size">
        {bounds.cells && cells !== null && (
          <NumberField
            label={t(ofStages ? 'cellsOfStage' : 'cells')}
            value={cells}
            bound={bounds.cells}
            onChange={(value) => editDraft({ size: { ...asked, cells: value } })}
          />
        )}
        {bounds.channels && channels !== null && (
          <NumberField
            label={t('channels')}
            value={channels}
            bound={bounds.channels}
            onChange={(value) => editDraft({ size: { ...asked, channels: value } })}
          />
        )}
        {changed && (
          <button type="button" className="button quiet" onClick={() => editDraft({ size: {} })}>
            {t('searchedSize', {
              size: [before.cells, before.channels].filter((each) => each !== null).join(' × '),
            })}
          </button>
        )}
      </div>
      <p className="note">{t(`sizeHelp.${help}`)}</p>
    </div>
  )
}
