import type { Choices, Decision, SpaceModel } from './spaceModel'

/** The number of ways to take one option of every decision. */
export function countChoices(decisions: readonly Decision[]): bigint {
  return decisions.reduce((count, { options }) => count * BigInt(options.length), 1n)
}

/** @throws RangeError when the choices do not fit the decisions */
export function requireChoices(decisions: readonly Decision[], choices: Choices): void {
  if (choices.length !== decisions.length) {
    throw new RangeError(`The space has ${decisions.length} decisions, not ${choices.length}`)
  }
  decisions.forEach(({ name, options }, index) => {
    if (options[choices[index] as number] === undefined) {
      throw new RangeError(`${name} has no option ${choices[index]}`)
    }
  })
}

/** @throws RangeError when the choices do not fit the space's decisions, or its rules close one of them */
export function requireArchitecture({ decisions, open }: SpaceModel, choices: Choices): void {
  requireChoices(decisions, choices)
  if (!open) return
  decisions.forEach(({ name, options }, index) => {
    const option = choices[index] as number
    if (open(choices.slice(0, index))[option]) return
    throw new RangeError(`Rules of the space close ${options[option]} for ${name}`)
  })
}

/** The options' numbers, as texts: what is chosen among states, say. */
export const numbersBelow = (count: number) => Array.from({ length: count }, (_, i) => String(i))
