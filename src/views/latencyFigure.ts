/** Milliseconds to three digits, as far below one as need be: 412, 38.4, 2.03, 0.0719, 0.00412. */
export function latencyFigure(ms: number): string {
  if (Math.abs(ms) >= 99.95) return ms.toFixed(0)
  if (Math.abs(ms) < 1e-6) return '0'
  return ms.toPrecision(3)
}

/** "2.81–3.02": the quartiles of a latency. */
export function latencyRange({
  lowMs,
  highMs,
}: {
  readonly lowMs: number
  readonly highMs: number
}): string {
  return `${latencyFigure(lowMs)}–${latencyFigure(highMs)}`
}

const UNITS = [
  { name: 'ns', ms: 1e-6, below: 1e-3 },
  { name: 'µs', ms: 1e-3, below: 0.1 },
  { name: 'ms', ms: 1, below: Infinity },
] as const

/** The unit in which a time is read best. */
function unitOf(ms: number): (typeof UNITS)[number] {
  return UNITS.find(({ below }) => ms < below) ?? UNITS[2]
}

/** A time with its unit: 151 ns, 11.2 µs, 1.36 ms. */
export function timeFigure(ms: number): string {
  const unit = unitOf(ms)
  return `${latencyFigure(ms / unit.ms)} ${unit.name}`
}

/** Quartiles in the unit of their median. */
export function timeRange(
  medianMs: number,
  { lowMs, highMs }: { readonly lowMs: number; readonly highMs: number },
): string {
  const { ms } = unitOf(medianMs)
  return latencyRange({ lowMs: lowMs / ms, highMs: highMs / ms })
}

/** Multiply-accumulates to three digits: 940, 28.2k, 1.35M. */
export function macsFigure(macs: number): string {
  if (macs < 1_000) return String(Math.round(macs))
  const [divisor, prefix] = macs < 999_500 ? [1e3, 'k'] : macs < 999.5e6 ? [1e6, 'M'] : [1e9, 'G']
  return `${Number((macs / divisor).toPrecision(3))}${prefix}`
}
