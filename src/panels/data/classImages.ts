import type { KeptData } from '../../run/ownData'
import type { ClassImages } from '../../views/classBalanceLayout'

export function classImages({ own, trainCounts, testCounts }: KeptData): ClassImages[] {
  return own.classNames.map((name, index) => ({
    name,
    train: trainCounts[index] ?? 0,
    test: testCounts[index] ?? 0,
  }))
}
