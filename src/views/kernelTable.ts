import type { KernelTime } from '../run/stepProfile'
import type { TableTwin } from './table'
import type { KernelBarsText } from './text'

/** What is said of one kernel, or of all of them. */
export type KernelFigures = Omit<KernelTime, 'kernel'>

/** All kernels as one. */
export function kernelTotal(kernels: readonly KernelTime[]): KernelFigures {
  const sum = (amount: (kernel: KernelTime) => number) =>
    kernels.reduce((total, kernel) => total + amount(kernel), 0)
  const ms = sum((kernel) => kernel.ms)
  const rate = (of: 'gflops' | 'gigabytes') =>
    ms > 0 ? sum((kernel) => kernel[of] * kernel.ms) / ms : 0
  return {
    dispatches: sum(({ dispatches }) => dispatches),
    ms,
    share: sum(({ share }) => share),
    gflops: rate('gflops'),
    gigabytes: rate('gigabytes'),
  }
}

/** One row per kernel, as given; shares in per cent. */
export function kernelTable(
  kernels: readonly KernelTime[],
  { columns }: KernelBarsText,
): TableTwin {
  const { kernel, dispatches, time, share, gflops, gigabytes } = columns
  return {
    columns: [kernel, dispatches, time, `${share} (%)`, gflops, gigabytes],
    rows: kernels.map((row) => [
      row.kernel,
      row.dispatches,
      row.ms,
      100 * row.share,
      row.gflops,
      row.gigabytes,
    ]),
  }
}

/** Three significant digits, and nothing for nothing: 412, 38.4, 2.03, 0.07. */
export function figure(value: number): string {
  if (value === 0) return '–'
  if (value >= 99.95) return value.toFixed(0)
  return value.toFixed(value >= 9.995 ? 1 : 2)
}

export function shareText(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

const LEADERS = 3

/** What the drawing shows, to be read aloud. */
export function summariseKernels(
  title: string,
  kernels: readonly KernelTime[],
  text: KernelBarsText,
): string {
  const leaders = kernels
    .slice(0, LEADERS)
    .map(({ kernel, share }) => `${kernel} ${shareText(share)}`)
  return text.summary(title, kernels.length, figure(kernelTotal(kernels).ms), leaders.join(', '))
}
