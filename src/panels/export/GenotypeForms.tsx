import { useTranslation } from 'react-i18next'
import type { ExportOrder } from '../../export/exportOrder'
import { builtCells } from '../../export/moduleOf'
import { formatGenotype, GENOTYPE_FORMATS } from '../../space/genotypeFormat'
import { CopyableText } from './CopyableText'

/** The architecture in each form that it is published in. */
export function GenotypeForms({ order: { subject } }: { readonly order: ExportOrder }) {
  const { t } = useTranslation('export')
  const cells = builtCells(subject)
  if (!cells) {
    const text = subject.kind === 'reference' ? subject.name : subject.text
    return <CopyableText title={t('form.own')} text={text} />
  }
  return GENOTYPE_FORMATS.map((form) => (
    <CopyableText
      key={form}
      title={t(`form.${form}`)}
      text={formatGenotype(cells.genotype, form)}
    />
  ))
}
