import { readArc } from './arcText'
import { requireChoices } from './choices'
import type { EnasMacroSpace } from './enasMacroSpace'
import { keptSkip, layerOperations } from './enasMacroSpace'
import { GenotypeError } from './genotypeError'
import type { Choices, Decision, SpaceModel } from './spaceModel'

const SKIP_OPTIONS = ['0', '1'] as const

/** A layer's number of operation, and for each input of an earlier layer whether it is added. */
export interface EnasMacroLayer {
  readonly operation: number
  /** `skips[i]`: the input of layer i is added to this layer's output. */
  readonly skips: readonly boolean[]
}

/**
 * The ENAS macro space as choices, in the order of the published arcs: per layer its operation, then
 * one skip bit for each layer before it, `op skip_0 … skip_{i−1}`, one layer to a line.
 */
export function enasMacroModel(space: EnasMacroSpace): SpaceModel {
  const layers = Array.from({ length: space.layers }, (_, layer) => layer)
  const decisions = layers.flatMap((layer) => layerDecisions(space, layer))
  // What was chosen before makes no difference to what is open.
  const open = layers.flatMap((layer) => openOptions(space, layer))
  return {
    decisions,
    size: open.reduce((size, options) => size * BigInt(options.filter(Boolean).length), 1n),
    ...(space.rules && { open: (taken: Choices) => open[taken.length] ?? [] }),
    format: (choices) => {
      requireChoices(decisions, choices)
      return enasMacroLayers(space, choices)
        .map(({ operation, skips }) => [operation, ...skips.map(Number)].join(' '))
        .join('\n')
    },
    parse: (text) =>
      readArc(text, decisions.length).map(({ value, at }, index) => {
        const { kind, name, options } = decisions[index] as Decision
        const code = kind === 'skip' ? 'bad-input' : 'unknown-operation'
        if (value >= options.length) {
          const found = kind === 'skip' ? 'A skip is 0 or 1' : `There is no operation ${value}`
          throw new GenotypeError(code, found, at)
        }
        if (open[index]?.[value]) return value
        throw new GenotypeError(code, `The rules of the space close ${value} for ${name}`, at)
      }),
    genotype: () => null,
  }
}

export function enasMacroLayers(space: EnasMacroSpace, choices: Choices): EnasMacroLayer[] {
  let next = 0
  return Array.from({ length: space.layers }, (_, layer) => {
    const [operation = 0, ...skips] = choices.slice(next, next + 1 + layer)
    next += 1 + layer
    return { operation, skips: skips.map((skip) => skip === 1) }
  })
}

function layerDecisions({ operations }: EnasMacroSpace, layer: number): Decision[] {
  const name = `layer.${layer}`
  const skips = Array.from({ length: layer }, (_, earlier): Decision => ({
    name: `${name}/skip.${earlier}`,
    kind: 'skip',
    options: SKIP_OPTIONS,
  }))
  return [{ name: `${name}/operation`, kind: 'operation', options: operations }, ...skips]
}

/** What the rules leave open of each decision of a layer. */
function openOptions(space: EnasMacroSpace, layer: number): boolean[][] {
  const candidates = layerOperations(space, layer)
  const skips = Array.from({ length: layer }, (_, earlier) => {
    const kept = keptSkip(space, earlier, layer)
    return [kept !== true, kept !== false]
  })
  return [space.operations.map((operation) => candidates.includes(operation)), ...skips]
}
