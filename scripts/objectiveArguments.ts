import {
  COST_MEASURES,
  OBJECTIVE_KINDS,
  PROXYLESS_PRODUCT,
  type CostLimits,
  type CostMeasure,
  type ObjectiveSettings,
} from '../src/run/objective'
import { choiceFlag, numberFlag, UsageError } from './commandLine'

export const OBJECTIVE_OPTIONS = {
  objective: { type: 'string' },
  limit: { type: 'string', multiple: true },
  target: { type: 'string' },
  exponents: { type: 'string' },
  weight: { type: 'string' },
  product: { type: 'string' },
  measures: { type: 'string' },
} as const

interface ObjectiveFlags {
  readonly objective?: string | undefined
  readonly limit?: readonly string[] | undefined
  readonly target?: string | undefined
  readonly exponents?: string | undefined
  readonly weight?: string | undefined
  readonly product?: string | undefined
  readonly measures?: string | undefined
}

type Detail = Exclude<keyof ObjectiveFlags, 'objective'>

/** Flags that each objective understands besides its name. */
const DETAILS: Readonly<Record<ObjectiveSettings['kind'], readonly Detail[]>> = {
  accuracy: [],
  constrained: ['limit'],
  'weighted-product': ['target', 'exponents'],
  additive: ['target', 'weight'],
  'log-product': ['target', 'product'],
  'multi-objective': ['measures'],
}

/** MnasNet's: twice the latency is worth five per cent of accuracy. */
const MNASNET_EXPONENTS = '-0.07,-0.07'
const DEFAULT_WEIGHT = '0.1'
const DEFAULT_PRODUCT = `${PROXYLESS_PRODUCT.scale},${PROXYLESS_PRODUCT.exponent}`

/** The objective that the flags describe; null when none is named. @throws UsageError */
export function objectiveFlags(flags: ObjectiveFlags): ObjectiveSettings | null {
  const named = flags.objective ?? (flags.limit ? 'constrained' : undefined)
  const kind = named === undefined ? 'accuracy' : choiceFlag('objective', named, OBJECTIVE_KINDS)
  refuseOthers(kind, flags)
  switch (kind) {
    case 'accuracy':
      return named === undefined ? null : { kind }
    case 'constrained':
      return { kind, limits: limits(flags.limit ?? []) }
    case 'weighted-product': {
      const [exponentBelow, exponentAbove] = pair('exponents', flags.exponents ?? MNASNET_EXPONENTS)
      return { kind, ...target(kind, flags), exponentBelow, exponentAbove }
    }
    case 'additive':
      return {
        kind,
        ...target(kind, flags),
        weight: numberFlag('weight', flags.weight ?? DEFAULT_WEIGHT),
      }
    case 'log-product': {
      const [scale, exponent] = pair('product', flags.product ?? DEFAULT_PRODUCT)
      return { kind, ...target(kind, flags), scale, exponent }
    }
    case 'multi-objective':
      return { kind, measures: measures(flags.measures ?? 'macs') }
  }
}

function refuseOthers(kind: ObjectiveSettings['kind'], flags: ObjectiveFlags): void {
  for (const detail of Object.values(DETAILS).flat()) {
    if (flags[detail] !== undefined && !DETAILS[kind].includes(detail)) {
      throw new UsageError(`--${detail} says nothing about the objective ${kind}.`)
    }
  }
}

function limits(texts: readonly string[]): CostLimits {
  if (texts.length === 0) throw new UsageError('--objective constrained needs a --limit.')
  return Object.fromEntries(texts.map((text) => amount('limit', text)))
}

function target(kind: string, flags: ObjectiveFlags): { measure: CostMeasure; target: number } {
  if (flags.target === undefined) {
    throw new UsageError(`--objective ${kind} needs a --target, for example macs=1000000.`)
  }
  const [measure, value] = amount('target', flags.target)
  return { measure, target: value }
}

function amount(flag: string, text: string): [CostMeasure, number] {
  const [measure = '', value = ''] = text.split('=')
  return [
    choiceFlag(flag, measure, COST_MEASURES),
    numberFlag(`${flag} ${measure}`, value, Number.MIN_VALUE),
  ]
}

function pair(flag: string, text: string): [number, number] {
  const [first = '', second = '', ...more] = text.split(',')
  if (more.length > 0) throw new UsageError(`--${flag} takes two numbers, not “${text}”.`)
  return [numberFlag(flag, first), numberFlag(flag, second)]
}

function measures(text: string): CostMeasure[] {
  const named = text.split(',').map((name) => choiceFlag('measures', name, COST_MEASURES))
  if (new Set(named).size < named.length) throw new UsageError('--measures names one twice.')
  return named
}
