import { useTranslation } from 'react-i18next'

/** 132 456 → "132 kB": sizes of files, as systems show them. */
export function useByteText(): (bytes: number) => string {
  const { t } = useTranslation('export')
  return (bytes) => {
    if (bytes < 1_000) return t('bytes.byte', { value: bytes })
    if (bytes < 999_500) return t('bytes.kilo', { value: shown(bytes / 1_000) })
    return t('bytes.mega', { value: shown(bytes / 1_000_000) })
  }
}

/** Three digits at most. */
const shown = (value: number) => Number(value.toPrecision(3))
