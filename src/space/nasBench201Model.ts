import { requireShort } from './arcText'
import { countChoices, requireChoices } from './choices'
import { nasBench201Candidates } from './edgeRules'
import { GenotypeError } from './genotypeError'
import type { NasBench201Operation, NasBench201Space } from './nasBench201Space'
import { NAS_BENCH_201_EDGES, NAS_BENCH_201_NODES } from './nasBench201Space'
import type { Choices, Decision, SpaceModel } from './spaceModel'

/** The operation on each edge of an architecture. */
export function nasBench201Operations(
  space: NasBench201Space,
  choices: Choices,
): NasBench201Operation[] {
  return NAS_BENCH_201_EDGES.map((edge, index) => {
    const operation = nasBench201Candidates(space, edge)[choices[index] as number]
    if (!operation) throw new RangeError(`Edge ${index} has no option ${choices[index]}`)
    return operation
  })
}

/**
 * The NAS-Bench-201 cell as choices: one operation for each of six edges, in the order of the arch
 * strings `|op~0|+|op~0|op~1|+|op~0|op~1|op~2|`. All 15,625 strings count, though some of them
 * compute the same function.
 */
export function nasBench201Model(space: NasBench201Space): SpaceModel {
  const decisions = NAS_BENCH_201_EDGES.map((edge): Decision => ({
    name: `node.${edge.to}/edge.${edge.from}`,
    kind: 'operation',
    options: nasBench201Candidates(space, edge),
  }))
  return {
    decisions,
    size: countChoices(decisions),
    format: (choices) => {
      requireChoices(decisions, choices)
      return archString(space, choices)
    },
    parse: (text) => readArchString(space, text),
    genotype: () => null,
  }
}

const INNER_NODES = Array.from({ length: NAS_BENCH_201_NODES - 1 }, (_, i) => i + 1)

function archString(space: NasBench201Space, choices: Choices): string {
  const operations = nasBench201Operations(space, choices)
  const terms = NAS_BENCH_201_EDGES.map(({ from, to }, edge) => ({
    to,
    text: `${operations[edge]}~${from}|`,
  }))
  return INNER_NODES.map(
    (node) =>
      `|${terms
        .filter(({ to }) => to === node)
        .map(({ text }) => text)
        .join('')}`,
  ).join('+')
}

function readArchString(space: NasBench201Space, text: string): Choices {
  requireShort(text)
  const start = text.length - text.trimStart().length
  const nodes = text.trim().split('+')
  if (nodes.length !== INNER_NODES.length) {
    const message = `An arch string has ${INNER_NODES.length} nodes joined by +, not ${nodes.length}`
    throw new GenotypeError('bad-cell', message, text.length)
  }
  let at = start
  return nodes.flatMap((node, index) => {
    const choices = readNode(space, node, index + 1, at)
    at += node.length + 1
    return choices
  })
}

/** `|op~0|op~1|`: each state before the node once, in order. */
function readNode(space: NasBench201Space, text: string, node: number, start: number): number[] {
  const parts = text.split('|')
  const [before, after] = [parts[0], parts.at(-1)]
  if (parts.length !== node + 2 || before !== '' || after !== '') {
    throw new GenotypeError('bad-cell', `Node ${node} is written as ${node} × “|op~state”`, start)
  }
  let at = start + 1
  return parts.slice(1, -1).map((part, from) => {
    const position = at
    at += part.length + 1
    const [name = '', state, ...rest] = part.split('~')
    if (state !== String(from) || rest.length > 0) {
      throw new GenotypeError('bad-input', `Expected “op~${from}”`, position)
    }
    const candidates = nasBench201Candidates(space, { from, to: node })
    const option = candidates.findIndex((operation) => operation === name)
    if (option >= 0) return option
    const closed = space.operations.some((operation) => operation === name)
    const message = closed
      ? `Rules do not allow ${name} on edge ${from} → ${node}`
      : `There is no operation “${name.slice(0, 40)}”`
    throw new GenotypeError('unknown-operation', message, position)
  })
}
