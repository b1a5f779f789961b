import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepProfile } from '../../run/stepProfile'
import { KernelBars } from '../../views/KernelBars'
import { kernelTable } from '../../views/kernelTable'
import type { KernelBarsText } from '../../views/text'
import { Drawing } from '../common/Drawing'

interface ProfileDrawingProps {
  readonly profile: StepProfile
  readonly width: number
}

export function ProfileDrawing({ profile: { kernels }, width }: ProfileDrawingProps) {
  const { t } = useTranslation()
  const text = useMemo(
    (): KernelBarsText => ({
      summary: (title, count, total, leaders) =>
        t('kernels.summary', { title, count, total, leaders }),
      columns: {
        kernel: t('kernels.kernel'),
        dispatches: t('kernels.dispatches'),
        time: t('kernels.time'),
        share: t('kernels.share'),
        gflops: 'GFLOP/s',
        gigabytes: 'GB/s',
      },
      total: t('kernels.sum'),
    }),
    [t],
  )
  const title = t('kernels.kernels')
  return (
    <Drawing name={title} file="kernels" table={() => kernelTable(kernels, text)}>
      <KernelBars title={title} kernels={kernels} width={width} text={text} />
    </Drawing>
  )
}
