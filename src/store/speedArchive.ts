import * as v from 'valibot'
import { STRATEGY_NAMES } from '../run/publishedStrategies'
import { real } from '../run/schemaParts'
import type { MeasuredSpeed } from '../run/searchTime'

const KEY = 'nas-playground.speeds'

/** Past these the ones measured longest ago go. */
const MOST_SPEEDS = 24

const Amount = real(0, 1e18)
const Measured = v.strictObject({
  work: v.strictObject({ dispatches: Amount, macs: Amount, bytes: Amount, answers: Amount }),
  ms: v.pipe(Amount, v.gtValue(0)),
})
const Speeds = v.array(
  v.strictObject({
    adapter: v.pipe(v.string(), v.maxLength(200)),
    strategy: v.picklist(STRATEGY_NAMES),
    training: Measured,
    judging: v.nullable(Measured),
  }),
)

/** Speeds of searches that ran in this browser, newest first; none where storage is refused. */
export function keptSpeeds(): readonly MeasuredSpeed[] {
  try {
    const read = v.safeParse(Speeds, JSON.parse(localStorage.getItem(KEY) ?? '[]'))
    return read.success ? read.output : []
  } catch {
    return []
  }
}

/** @returns all that are kept now */
export function keepSpeed(speed: MeasuredSpeed): readonly MeasuredSpeed[] {
  const speeds = [speed, ...keptSpeeds()].slice(0, MOST_SPEEDS)
  try {
    localStorage.setItem(KEY, JSON.stringify(speeds))
  } catch {
    // Private windows may refuse; what was measured then lasts as long as the page.
  }
  return speeds
}
