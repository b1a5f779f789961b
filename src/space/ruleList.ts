import type { SpaceProblem } from './spaceProblem'

/** Whether each number is larger than the one before it: sorted, none twice. */
export function ascends(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] as number))
}

/** A rule that names some of the candidates there are at its place. */
interface CandidateRule {
  /** Of the place, in the order of rules; negative where there is no such place. */
  readonly place: number
  readonly candidates: readonly string[]
}

/**
 * What keeps a list of rules from being as spaces hold them: of places that there are, in their order
 * and each once, with candidates in the space's order, of which at least one is left out.
 *
 * @param field the list's path, `rules.layers`
 */
export function candidateRuleProblems(
  field: string,
  rules: readonly CandidateRule[],
  all: readonly string[],
): SpaceProblem[] {
  const problems = rules.flatMap(({ place, candidates }, index): SpaceProblem[] => {
    const one = `${field}.${index}`
    if (place < 0) return [{ code: 'bad-rule', field: one, reason: 'misplaced' }]
    const columns = candidates.map((candidate) => all.indexOf(candidate))
    if (columns.includes(-1) || !ascends(columns)) {
      return [{ code: 'bad-rule', field: one, reason: 'candidates' }]
    }
    return columns.length < all.length ? [] : [{ code: 'bad-rule', field: one, reason: 'idle' }]
  })
  if (problems.length > 0 || ascends(rules.map(({ place }) => place))) return problems
  return [{ code: 'bad-rule', field, reason: 'unsorted' }]
}
