import process from 'node:process'

/** A mistake in how a command was called; it ends with exit code 2, every other error with 1. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** @throws UsageError unless `text` is an integer within the bounds. */
export function integerFlag(
  name: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN
  if (value >= least && value <= most) return value
  throw new UsageError(`--${name} must be an integer from ${least} to ${most}, not “${text}”.`)
}

/** @throws UsageError unless `text` is a number, in decimal or scientific notation, of `least` or more. */
export function numberFlag(name: string, text: string, least = -Infinity): number {
  const value = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
  if (Number.isFinite(value) && value >= least) return value
  const which = least > 0 ? 'a number above 0' : 'a number'
  throw new UsageError(`--${name} must be ${which}, not “${text}”.`)
}

/** @throws UsageError unless `text` is one of `choices`. */
export function choiceFlag<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text)
  if (choice !== undefined) return choice
  throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not “${text}”.`)
}

/** Turns what `util.parseArgs` throws on unknown or incomplete flags into a `UsageError`. */
export function asUsage<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(messageOf(error))
  }
}

/** Runs a command to its end: errors become one clear line and an exit code. */
export async function runCommand(name: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.stderr.write(`${name}: ${messageOf(error)}\n`)
    if (error instanceof UsageError) {
      process.stderr.write(`Run “npm run ${name} -- --help” for the flags.\n`)
    }
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
