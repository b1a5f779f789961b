import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { datasetFormat } from '../../run/datasets'
import type { Genotype } from '../../space/cellSpace'
import { architectureCost, textCost } from '../../store/costs'
import type { ShownArchitecture } from '../../store/shown'
import { evaluationAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { grouped, percent, withPrefix } from '../common/format'

/** What the architecture costs, and what is known of its accuracy. */
export function ArchitectureFigures({ shown }: { readonly shown: ShownArchitecture }) {
  const { genotype, space, text, config } = shown
  const cost = useMemo(
    () => shown.cost ?? countedCost({ genotype, space, text, config }),
    [shown.cost, genotype, space, text, config],
  )
  return (
    <section className="result-section">
      {cost && <CostFigures {...cost} />}
      {genotype && <CellNote genotype={genotype} config={config} />}
      <Accuracy shown={shown} />
    </section>
  )
}

/** Cells are built out at the present width and depth, other architectures at those of their space. */
function countedCost({
  genotype,
  space,
  text,
  config,
}: Pick<ShownArchitecture, 'genotype' | 'space' | 'text' | 'config'>) {
  if (space && space.kind !== 'cell') return textCost(text, config)
  return genotype && architectureCost(genotype, config)
}

function CostFigures({ parameters, macs }: { parameters: number; macs: number }) {
  const { t } = useTranslation()
  return (
    <div className="result-figures">
      <div className="figure">
        <p className="section-title">{t('result.parameters')}</p>
        <p className="figure-value">{grouped(parameters)}</p>
      </div>
      <div className="figure">
        <p className="section-title">{t('result.macs')}</p>
        <p className="figure-value">{withPrefix(macs)}</p>
      </div>
    </div>
  )
}

/** Width and depth that the cells are built out to, and a sign of collapse. */
function CellNote({
  genotype,
  config: { space, dataset },
}: {
  genotype: Genotype
  config: SearchConfig
}) {
  const { t } = useTranslation()
  const { input } = datasetFormat(dataset)
  const skips = skipConnections(genotype)
  return (
    <p className="note">
      {(space.kind === 'cell' || space.kind === 'enas-cell') && (
        <>
          {t('result.network', {
            cells: space.cells,
            channels: space.channels,
            input: `${input.height}×${input.width}×${input.channels}`,
          })}
          {' · '}
        </>
      )}
      {t('result.skips', { count: skips.count, total: skips.total })}
    </p>
  )
}

function Accuracy({ shown: { origin, judged } }: { readonly shown: ShownArchitecture }) {
  const { t } = useTranslation()
  const imported = useWorkspace((state) => state.imported)
  const adapter = useWorkspace((state) => state.timeline?.engine?.adapter ?? '')
  const evaluation = useWorkspace((state) =>
    state.timeline ? evaluationAt(state.timeline, state.playhead) : null,
  )
  if (judged !== null) {
    return (
      <AccuracyFigure title={t('result.judged')} accuracy={judged} note={t('result.judgedNote')} />
    )
  }
  if (imported || origin !== 'run') {
    const accuracy = imported?.accuracy ?? null
    const note = accuracy === null ? t('result.noAccuracy') : t('result.accuracyElsewhere')
    return <AccuracyFigure title={t('result.accuracy')} accuracy={accuracy} note={note} />
  }
  return (
    <AccuracyFigure
      title={t(`result.accuracyOf.${evaluation?.subject ?? 'supernet'}`)}
      accuracy={evaluation?.accuracy ?? null}
      note={
        evaluation
          ? t('result.accuracyOn', { adapter, images: evaluation.images, step: evaluation.step })
          : t('result.noAccuracy')
      }
    />
  )
}

function AccuracyFigure(props: {
  readonly title: string
  readonly accuracy: number | null
  readonly note: string
}) {
  const { title, accuracy, note } = props
  return (
    <div className="figure accuracy">
      <p className="section-title">{title}</p>
      <p className="figure-value">{accuracy === null ? '–' : percent(accuracy)}</p>
      <p className="note">{note}</p>
    </div>
  )
}

/** In the normal cell, where a collapse of the search shows. */
function skipConnections({ normal }: Genotype): { count: number; total: number } {
  const edges = normal.nodes.flat()
  return {
    count: edges.filter(({ operation }) => operation === 'skip_connect').length,
    total: edges.length,
  }
}
