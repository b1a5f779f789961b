import fc from 'fast-check'
import type { Choices, Decision, SpaceModel } from './spaceModel'

/** All of a small space's architectures. */
export function everyChoice(decisions: readonly Decision[]): Choices[] {
  return decisions.reduce<Choices[]>(
    (known, { options }) =>
      known.flatMap((choices) => options.map((_, option) => [...choices, option])),
    [[]],
  )
}

/** All that is left of them by going only where the space is open. */
export function everyOpenChoice({ decisions, open }: SpaceModel): Choices[] {
  return decisions.reduce<Choices[]>(
    (known, { options }) =>
      known.flatMap((choices) => {
        const may = open?.(choices)
        return [...options.keys()]
          .filter((option) => may?.[option] ?? true)
          .map((o) => [...choices, o])
      }),
    [[]],
  )
}

export function anyChoices(decisions: readonly Decision[]): fc.Arbitrary<number[]> {
  return fc.tuple(
    ...decisions.map(({ options }) => fc.integer({ min: 0, max: options.length - 1 })),
  )
}

/** Any architecture of a space, by the way through its decisions that is open. */
export function anyArchitecture({ decisions, open }: SpaceModel): fc.Arbitrary<Choices> {
  const wishes = decisions.map(() => fc.nat())
  return fc.tuple(...wishes).map((numbers) =>
    decisions.reduce<Choices>((taken, { options }, decision) => {
      const may = open?.(taken)
      const left = [...options.keys()].filter((option) => may?.[option] ?? true)
      return [...taken, left[(numbers[decision] ?? 0) % left.length] as number]
    }, []),
  )
}

/** Texts that someone may paste: noise, near misses, and far too much. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('0', '1', ' ', '-', '|', '+', '~', '[', ',', '9', 'e', '.') }),
  fc.constantFrom('', '\n', '1e9', '0x1', '-1', '9'.repeat(400), '|'.repeat(9_000)),
  fc.constant('0 '.repeat(100_000)),
)
