import { smallTextWidth } from './textWidth'

/** Images of a class. */
export interface ClassImages {
  readonly name: string
  readonly train: number
  readonly test: number
}

/** Pixels that a class takes, and the head above all; previews beside it stand on the same lines. */
export const CLASS_ROW = 30
export const CLASS_HEAD = 44

const GAP = 10
const MOST_NAME = 140
const LEAST_BAR = 40

/** Where names end, bars begin and end, and the two columns of figures end. */
export function layOutBalance(
  classes: readonly ClassImages[],
  width: number,
  heads: readonly [string, string],
) {
  const widest = (labels: readonly string[]) => Math.ceil(Math.max(...labels.map(smallTextWidth)))
  const figures = ([head, of]: readonly [string, 'train' | 'test']) =>
    widest([head, ...classes.map((each) => figure(each[of]))]) + GAP
  const train = figures([heads[0], 'train'])
  const test = figures([heads[1], 'test'])
  const room = width - train - test - LEAST_BAR - 2 * GAP
  const name = Math.min(MOST_NAME, Math.max(0, room), widest(classes.map((each) => each.name)))
  const bar = { left: name + GAP, right: width - train - test - GAP }
  const most = Math.max(1, ...classes.map((each) => each.train + each.test))
  const scale = Math.max(0, bar.right - bar.left) / most
  return { name, bar, scale, train: width - test, test: width }
}

/** Digits in groups of three. */
export const figure = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** How many times the largest class has as many training images as the smallest that has any. */
export function imbalance(classes: readonly ClassImages[]): number {
  const counts = classes.map(({ train }) => train).filter((train) => train > 0)
  return counts.length === 0 ? 1 : Math.max(...counts) / Math.min(...counts)
}
