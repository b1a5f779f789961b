/**
 * Vertical places for labels that want to stand at `wanted`, at least `gap` apart, within [low, high],
 * in the order of `wanted`. Labels that collide move together around their common centre.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a) - at(wanted, b))
  const groups: { start: number; members: number[] }[] = []
  for (const index of order) {
    groups.push({ start: at(wanted, index), members: [index] })
    for (;;) {
      const last = groups.at(-1)
      const before = groups.at(-2)
      if (!last) break
      last.start = placed(last.members, wanted, gap, low, high)
      if (!before || before.start + before.members.length * gap <= last.start) break
      before.members.push(...last.members)
      groups.pop()
    }
  }
  const places = new Array<number>(wanted.length).fill(0)
  for (const { start, members } of groups) {
    members.forEach((index, position) => {
      places[index] = start + position * gap
    })
  }
  return places
}

/** Top of a stack of labels whose mean error is least, kept inside the bounds. */
function placed(
  members: readonly number[],
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number {
  const mean =
    members.reduce((sum, index, position) => sum + at(wanted, index) - position * gap, 0) /
    members.length
  return Math.max(low, Math.min(high - (members.length - 1) * gap, mean))
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0
}

/** Digits after the point that tell the ticks of an axis of small numbers apart; two at least. */
export function tickDecimals(scale: { ticks(count: number): number[] }): number {
  const [first = 0, second = 1] = scale.ticks(4)
  return Math.max(2, Math.ceil(-Math.log10(Math.abs(second - first)) - 1e-9))
}
