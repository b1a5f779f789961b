const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
}

/** Where an arrow key, Home or End leads from `id` in a row of ids; null for other keys. */
export function orderMove(key: string, id: string, order: readonly number[]): string | null {
  const step = STEPS[key]
  if (step === undefined || order.length === 0) return null
  const target = order.indexOf(Number(id)) + step
  return String(order[Math.max(0, Math.min(order.length - 1, target))])
}
