import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { DATASET_FORMATS } from '../../run/datasets'
import type { Genotype } from '../../space/cellSpace'
import { architectureCost } from '../../store/costs'
import type { ShownArchitecture } from '../../store/shown'
import { evaluationAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { grouped, percent, withPrefix } from '../common/format'

/** What the architecture costs, and what is known of its accuracy. */
export function ArchitectureFigures({ shown }: { readonly shown: ShownArchitecture }) {
  const { genotype, config } = shown
  const cost = useMemo(
    () => shown.cost ?? (genotype && architectureCost(genotype, config)),
    [shown.cost, genotype, config],
  )
  return (
    <section className="result-section">
      {cost && <CostFigures {...cost} />}
      {genotype && <CellNote genotype={genotype} config={config} />}
      <Accuracy />
    </section>
  )
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
  const { input } = DATASET_FORMATS[dataset.name]
  const skips = skipConnections(genotype)
  return (
    <p className="note">
      {space.kind === 'cell' && (
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

function Accuracy() {
  const { t } = useTranslation()
  const imported = useWorkspace((state) => state.imported)
  const adapter = useWorkspace((state) => state.timeline?.engine?.adapter ?? '')
  const evaluation = useWorkspace((state) =>
    state.timeline ? evaluationAt(state.timeline, state.playhead) : null,
  )
  const accuracy = imported ? imported.accuracy : (evaluation?.accuracy ?? null)
  return (
    <div className="figure accuracy">
      <p className="section-title">{t('result.accuracy')}</p>
      <p className="figure-value">{accuracy === null ? '–' : percent(accuracy)}</p>
      <p className="note">
        {accuracy === null
          ? t('result.noAccuracy')
          : imported
            ? t('result.accuracyElsewhere')
            : t('result.accuracyOn', {
                adapter,
                images: evaluation?.images,
                step: evaluation?.step,
              })}
      </p>
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
