import type { EdgeRule } from './edgeRule'
import { ruleOf } from './edgeRules'

type Rules<Operation extends string> = readonly EdgeRule<Operation>[]

/** An edge by the states that it joins. */
export interface EdgePlace {
  readonly from: number
  readonly to: number
}

/** What can be done to an edge. */
export type EdgeEdit =
  | { readonly kind: 'allow' | 'disallow'; readonly operation: string }
  /** All candidates of the space again. */
  | { readonly kind: 'every' }
  | { readonly kind: 'forbid' }
  /** Every architecture has the edge, or may again do without it. */
  | { readonly kind: 'force' | 'release' }

/** `none` alone is no edge. */
export const isForbidden = (candidates: readonly string[]) =>
  candidates.every((name) => name === 'none')

/**
 * Rules as a space holds them: by the state they lead to, then by the one they read, candidates in
 * the space's order, without those that say nothing; undefined when none is left.
 */
export function canonicalRules<Operation extends string>(
  all: readonly Operation[],
  rules: Rules<Operation>,
): Rules<Operation> | undefined {
  const telling = rules.flatMap(({ from, to, operations: wanted, forced }) => {
    const kept = all.filter((operation) => wanted?.includes(operation))
    const own = wanted && kept.length < all.length
    return own || forced
      ? [{ from, to, ...(own && { operations: kept }), ...(forced && { forced }) }]
      : []
  })
  return telling.length > 0 ? telling.sort((a, b) => a.to - b.to || a.from - b.from) : undefined
}

/** The rules with that of one edge changed. */
export function withRule<Operation extends string>(
  all: readonly Operation[],
  rules: Rules<Operation> | undefined,
  { from, to }: EdgePlace,
  change: (rule: EdgeRule<Operation>) => EdgeRule<Operation>,
): Rules<Operation> | undefined {
  const others = rules?.filter((rule) => rule.from !== from || rule.to !== to) ?? []
  return canonicalRules(all, [...others, change(ruleOf(rules, from, to) ?? { from, to })])
}

/** The rules without candidates that the space has no more. An edge that loses its last is forbidden. */
export function narrowedRules<Operation extends string>(
  rules: Rules<Operation>,
  operations: readonly string[],
): Rules<Operation> {
  return rules.map((rule) =>
    rule.operations
      ? { ...rule, operations: rule.operations.filter((name) => operations.includes(name)) }
      : rule,
  )
}

/** An edge of a cell whose nodes choose what they read. */
export function editedRule<Operation extends string>(
  all: readonly Operation[],
  { from, to, operations = all, forced }: EdgeRule<Operation>,
  edit: EdgeEdit,
): EdgeRule<Operation> {
  const rule = (candidates: readonly Operation[], isForced = forced): EdgeRule<Operation> => ({
    from,
    to,
    operations: isForbidden(candidates) ? [] : candidates,
    ...(isForced && { forced: isForced }),
  })
  switch (edit.kind) {
    case 'allow':
    case 'disallow':
      return rule(switched(all, operations, edit))
    case 'every':
      return rule(all)
    case 'forbid':
      return { from, to, operations: [] }
    case 'force':
      return rule(isForbidden(operations) ? all : operations, true)
    case 'release':
      return { from, to, operations }
  }
}

/**
 * An edge of a cell in which every edge has one operation: `none` alone forbids it, and to be without
 * it forces it. The last candidate stays.
 */
export function ruleDecidedByNone<Operation extends string>(
  all: readonly Operation[],
  { from, to, operations = all }: EdgeRule<Operation>,
  edit: EdgeEdit,
): EdgeRule<Operation> {
  const isNone = (name: Operation) => name === 'none'
  const candidates = (): readonly Operation[] => {
    switch (edit.kind) {
      case 'allow':
      case 'disallow':
        return switched(all, operations, edit)
      case 'every':
        return all
      case 'forbid':
        return all.filter(isNone)
      case 'force':
        return (isForbidden(operations) ? all : operations).filter((name) => !isNone(name))
      case 'release':
        return all.filter((name) => isNone(name) || operations.includes(name))
    }
  }
  const left = candidates()
  return { from, to, operations: left.length > 0 ? left : operations }
}

function switched<Operation extends string>(
  all: readonly Operation[],
  operations: readonly Operation[],
  { kind, operation }: Extract<EdgeEdit, { readonly operation: string }>,
): Operation[] {
  return all.filter((name) => (name === operation ? kind === 'allow' : operations.includes(name)))
}
