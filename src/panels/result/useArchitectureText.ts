import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ANY_OPERATIONS, type AnyOperation } from '../../space/anyOperation'
import type { ArchitectureText } from '../../views/architectureText'

/** The words of drawn architectures in the reader's language. */
export function useArchitectureText(): ArchitectureText {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      operations: Object.fromEntries(
        ANY_OPERATIONS.map((name) => [name, t(`operationNames.${name}`)]),
      ) as Record<AnyOperation, string>,
      summary: (title, parts) => t('architecture.summary', { title, parts: parts.join('; ') }),
      concat: t('architecture.concat'),
      input: t('architecture.input'),
      output: t('architecture.output'),
      skips: (layers) => t('architecture.skips', { layers }),
      columns: t('architecture.columns', { returnObjects: true }),
    }),
    [t],
  )
}
