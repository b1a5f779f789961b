import { useTranslation } from 'react-i18next'
import type { OwnDataset } from '../../run/config'

/** "32 × 32, colour" */
export function useFormText() {
  const { t } = useTranslation('data')
  return ({ width, height, channels }: Pick<OwnDataset, 'width' | 'height' | 'channels'>) =>
    t(channels === 1 ? 'form.grey' : 'form.colour', { width, height })
}
