import type { Cost } from '../../run/objective'
import { latencyFigure } from '../../views/latencyFigure'

/** "2.40 ms (2.31–2.52) predicted"; nothing where no latency is known. */
export function latencyFigures(
  { latencyMs, latencyRange, latencySource }: Cost,
  predicted: string,
): string[] {
  if (latencyMs === null) return []
  const range = latencyRange ? ` (${latencyRange.map(latencyFigure).join('–')})` : ''
  const source = latencySource === 'predicted' ? ` ${predicted}` : ''
  return [`${latencyFigure(latencyMs)} ms${range}${source}`]
}
