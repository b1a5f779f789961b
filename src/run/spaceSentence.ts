import type { SpaceProblem } from '../space/bounds'

/** What keeps a space from being searched, in one English sentence that names the field. */
export function problemSentence(problem: SpaceProblem): string {
  switch (problem.code) {
    case 'out-of-bounds':
      return `${problem.field} must be a number from ${problem.bound.min} to ${problem.bound.max}`
    case 'no-operation':
      return 'The space needs an operation that fits everywhere, besides none'
    case 'repeated-operation':
      return `${problem.operation} is listed twice`
    case 'not-searchable':
      return `${problem.operation} cannot be searched`
    case 'odd-channels':
      return `${problem.field} must be even`
    case 'no-widening':
      return `${problem.field} must have more channels than what it reads`
    case 'repeated-width':
      return `The width ${problem.value} is listed twice`
    case 'nothing-left':
      return `The rules leave ${problem.field} nothing to be`
    case 'bad-rule':
      return `${problem.field} ${BAD_RULES[problem.reason]}`
    case 'crowded-node':
      return `rules.${problem.cell} forces ${problem.forced} edges to state ${problem.node}, and a node keeps two`
    case 'cut-node':
      return `rules.${problem.cell} forbids every edge to state ${problem.node}`
    case 'cut-output':
      return 'rules leaves no way from the input of the cell to its output'
    default:
      return edgeSentence(problem)
  }
}

const BAD_RULES = {
  misplaced: 'is about what the space does not have',
  unsorted: 'must be in order, with one rule for each place',
  candidates: 'must name candidates of the space, in its order and each once',
  idle: 'leaves its place as it is: a rule that says nothing must be left out',
} as const

type EdgeProblem = Extract<SpaceProblem, { readonly from: number }>

function edgeSentence(problem: EdgeProblem): string {
  const { cell, from, to } = problem
  const rule = `The rule of edge ${from} to ${to} in rules${cell === null ? '' : `.${cell}`}`
  switch (problem.code) {
    case 'no-edge':
      return `${rule} is about an edge that the cell does not have`
    case 'unsorted-rule':
      return `${rule} is out of order, or a second one: rules are sorted by the state they lead to, then by the one they read`
    case 'idle-rule':
      return `${rule} leaves its edge free: a rule that says nothing must be left out`
    case 'edge-operation':
      return `${rule} names ${problem.operation}, which the space does not have, or not in this order, or only once`
    case 'forced-forbidden':
      return `${rule} forces the edge and leaves it no operation`
    case 'none-decides':
      return `${rule} must forbid it by none alone, or force it by leaving none out`
  }
}
