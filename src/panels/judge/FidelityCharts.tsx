import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FidelityPoint, FidelityPredictor, FidelityReport } from '../../run/fidelity'
import { FidelityScatter, rangeOf } from '../../views/FidelityScatter'
import type { FidelityText } from '../../views/judgedText'
import { percentText } from '../../views/percentText'
import type { TableTwin } from '../../views/table'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { withPrefix } from '../common/format'
import { signedText } from './figures'

interface FidelityChartsProps {
  readonly points: readonly FidelityPoint[]
  readonly reports: readonly FidelityReport[]
}

const USUAL_WIDTH = 680
const GAP = 24
/** Narrower than this, drawings stand below each other. */
const BESIDE_FROM = 560
const HEIGHT = 260

const DRAWN = [
  ['recalibrated', 'plain'],
  ['macs', 'parameters'],
] as const satisfies readonly (readonly FidelityPredictor[])[]

/** With and without recalibrated batch norm side by side, and below what needs no training at all. */
export function FidelityCharts({ points, reports }: FidelityChartsProps) {
  const { t } = useTranslation('judge')
  const { width: room, ref } = useWidth(USUAL_WIDTH)
  const width = room < BESIDE_FROM ? room : Math.floor((room - GAP) / 2)
  const text = useMemo(
    (): FidelityText => ({
      summary: (title, count, correlation) => t('fidelity.summary', { title, count, correlation }),
      alone: t('fidelity.alone'),
    }),
    [t],
  )
  const range = rangeOf(points.map(({ alone }) => alone))
  return (
    <div className="fidelity-charts" ref={ref}>
      {DRAWN.flat().map((predictor) => {
        const report = reports.find((one) => one.predictor === predictor)
        const tau = report && signedText(report.kendall.value)
        const title = t(`fidelity.predictors.${predictor}`)
        const isShare = predictor === 'recalibrated' || predictor === 'plain'
        return (
          <Drawing
            key={predictor}
            name={title}
            file={`fidelity-${predictor}`}
            table={() => fidelityTable(points, predictor, t(`fidelity.across.${predictor}`), t)}
          >
            <FidelityScatter
              title={title}
              points={points.map((point) => ({
                name: point.text,
                x: point[predictor],
                alone: point.alone,
              }))}
              across={t(`fidelity.across.${predictor}`)}
              formatX={(value) =>
                isShare ? `${Number((100 * value).toFixed(1))} %` : withPrefix(value)
              }
              correlation={
                report && Number.isFinite(report.kendall.value)
                  ? `${t('fidelity.columns.kendall')} ${tau} (${signedText(report.kendall.low)} … ${signedText(report.kendall.high)})`
                  : t('fidelity.undefined')
              }
              range={range}
              width={width}
              height={HEIGHT}
              text={text}
            />
          </Drawing>
        )
      })}
    </div>
  )
}

function fidelityTable(
  points: readonly FidelityPoint[],
  predictor: FidelityPredictor,
  across: string,
  t: (key: 'fidelity.columns.architecture' | 'fidelity.columns.accuracyAlone') => string,
): TableTwin {
  return {
    columns: [t('fidelity.columns.architecture'), across, t('fidelity.columns.accuracyAlone')],
    rows: points.map((point) => [point.text, point[predictor], percentText(point.alone)]),
  }
}
