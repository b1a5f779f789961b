import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  EXPORT_FORMATS,
  UNTRAINED_FORMATS,
  WEIGHT_FORMATS,
  type ExportFormat,
} from '../../export/exportFormats'
import type { ExportOrder } from '../../export/exportOrder'
import type { Precision } from '../../export/precision'
import { usage } from '../../export/usage'
import { precisionFacts, useExporting } from '../../store/exporting'
import { ArchiveFiles } from './ArchiveFiles'
import { CopyableText } from './CopyableText'
import { GenotypeForms } from './GenotypeForms'
import { InputOutput } from './InputOutput'
import { PrecisionTable } from './PrecisionTable'
import { SaveArchive } from './SaveArchive'
import { useArchive } from './useArchive'

interface ExportChoiceProps {
  readonly order: ExportOrder
  /** Of the kept training; null for what was not trained. */
  readonly id: string | null
}

/** The formats, and all there is to say of the one that is chosen. */
export function ExportChoice({ order, id }: ExportChoiceProps) {
  const { t } = useTranslation('export')
  const [format, setFormat] = useState<ExportFormat>('pytorch')
  const [precision, setPrecision] = useState<Precision>('float32')
  const weights = order.trained !== null && WEIGHT_FORMATS.has(format)
  const report = useExporting(({ reports }) =>
    id === null ? undefined : reports[id]?.find((each) => each.precision === precision),
  )
  const archiveOrder = useMemo(() => {
    if (!weights) return { ...order, format, precision: 'float32' } as const
    const facts = [...order.facts, ...precisionFacts(precision, report)]
    return { ...order, facts, format, precision }
  }, [order, format, precision, report, weights])
  const made = useArchive(archiveOrder)
  const purpose = format === 'pytorch' && !order.trained ? 'pytorchUntrained' : format
  return (
    <div className="export-choice">
      <fieldset className="export-formats">
        <legend className="section-title">{t('format')}</legend>
        {EXPORT_FORMATS.map((each) => {
          const missing = order.trained === null && !UNTRAINED_FORMATS.has(each)
          return (
            <label key={each} className="export-format" data-chosen={each === format || undefined}>
              <input
                type="radio"
                name="export-format"
                checked={each === format}
                disabled={missing}
                onChange={() => setFormat(each)}
              />
              <span className="export-format-name">{t(`formats.${each}`)}</span>
              <span className="note">{missing ? t('needsWeights') : t(`files.${each}`)}</span>
            </label>
          )
        })}
      </fieldset>
      <div className="export-details">
        <p>{t(`purpose.${purpose}`)}</p>
        <SaveArchive made={made} />
        {weights && id !== null && (
          <PrecisionTable id={id} order={order} precision={precision} onChange={setPrecision} />
        )}
        {format === 'genotype' ? (
          <GenotypeForms order={order} />
        ) : (
          <InputOutput format={format} order={order} />
        )}
        <CopyableText title={t('use')} text={usage(format, order)} />
        {made.archive && <ArchiveFiles archive={made.archive} />}
      </div>
    </div>
  )
}
