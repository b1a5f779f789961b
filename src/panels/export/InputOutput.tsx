import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../export/exportFormats'
import type { ExportOrder } from '../../export/exportOrder'
import { datasetClassNames, datasetFormat } from '../../run/datasets'

const LAYOUTS = {
  pytorch: 'normalised',
  retraining: 'normalised',
  onnx: 'bytesFirst',
  tfjs: 'bytesLast',
  javascript: 'plain',
} as const

interface InputOutputProps {
  readonly format: Exclude<ExportFormat, 'genotype'>
  readonly order: ExportOrder
}

/** What goes into the network and what comes out, to the letter. */
export function InputOutput({ format, order: { dataset, trained } }: InputOutputProps) {
  const { t } = useTranslation('export')
  const classes = datasetClassNames(dataset)
  const layout = LAYOUTS[format]
  const inside = layout !== 'normalised'
  const numbers = (values: readonly number[]) => values.map((each) => each.toFixed(4)).join(', ')
  const normalising = trained
    ? t(inside ? 'normalisingInside' : 'normalisingBefore', {
        mean: numbers(trained.mean),
        deviation: numbers(trained.deviation),
      })
    : t('normalisingUnknown')
  return (
    <section aria-label={t('layout')}>
      <h3 className="section-title">{t('layout')}</h3>
      <dl className="export-layout">
        <dt>{t('input')}</dt>
        <dd>{t(`layouts.${layout}`, { ...datasetFormat(dataset).input })}</dd>
        <dt>{t('normalising')}</dt>
        <dd>{normalising}</dd>
        <dt>{t('output')}</dt>
        <dd>{t('logits', { number: classes.length, classes: classes.join(', ') })}</dd>
      </dl>
    </section>
  )
}
