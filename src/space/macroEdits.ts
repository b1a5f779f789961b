import type { EnasMacroOperation, EnasMacroRules, EnasMacroSpace } from './enasMacroSpace'
import { withoutRules } from './spaceEdits'

/** A skip from the input of layer `from` to the output of layer `to`. */
export interface SkipPlace {
  readonly from: number
  readonly to: number
}

type LayerRules = NonNullable<EnasMacroRules['layers']>
type SkipRules = NonNullable<EnasMacroRules['skips']>

/** The chain with as many layers: the last ones go, with their rules, or free ones come. */
export function withLayers(space: EnasMacroSpace, layers: number): EnasMacroSpace {
  return withRules({ ...space, layers }, space.rules ?? {})
}

/** The chain without a layer, counted from 0: its skips go, the rules of all others are carried along. */
export function withoutLayer(space: EnasMacroSpace, layer: number): EnasMacroSpace {
  const order = Array.from({ length: space.layers }, (_, index) => index).toSpliced(layer, 1)
  return withLayerOrder(space, order)
}

/**
 * The chain with a layer in another place. Skips stay between their two layers; one whose ends have
 * passed each other turns round.
 */
export function withLayerMoved(space: EnasMacroSpace, from: number, to: number): EnasMacroSpace {
  const order = Array.from({ length: space.layers }, (_, index) => index).toSpliced(from, 1)
  return withLayerOrder(space, order.toSpliced(to, 0, from))
}

/** Candidates of all layers; what is no candidate any more leaves the rules of single layers too. */
export function withLayerOperations(
  space: EnasMacroSpace,
  operations: readonly EnasMacroOperation[],
): EnasMacroSpace {
  return withRules({ ...space, operations }, space.rules ?? {})
}

/** Some layers with these candidates. */
export function withLayerCandidates(
  space: EnasMacroSpace,
  layers: readonly number[],
  operations: readonly EnasMacroOperation[],
): EnasMacroSpace {
  const others = space.rules?.layers?.filter(({ layer }) => !layers.includes(layer)) ?? []
  const changed = layers.map((layer) => ({ layer, operations }))
  return withRules(space, { ...space.rules, layers: [...others, ...changed] })
}

/** Some skips that every architecture has, or none; null: each architecture as it likes. */
export function withSkips(
  space: EnasMacroSpace,
  skips: readonly SkipPlace[],
  kept: boolean | null,
): EnasMacroSpace {
  const others =
    space.rules?.skips?.filter(
      (rule) => !skips.some(({ from, to }) => from === rule.from && to === rule.to),
    ) ?? []
  const changed = kept === null ? [] : skips.map(({ from, to }) => ({ from, to, kept }))
  return withRules(space, { ...space.rules, skips: [...others, ...changed] })
}

function withLayerOrder(space: EnasMacroSpace, order: readonly number[]): EnasMacroSpace {
  const { layers = [], skips = [] } = space.rules ?? {}
  const ends = ({ from, to }: SkipPlace) => [order.indexOf(from), order.indexOf(to)]
  return withRules(
    { ...space, layers: order.length },
    {
      layers: layers.map((rule) => ({ ...rule, layer: order.indexOf(rule.layer) })),
      skips: skips.map((rule) => ({
        ...rule,
        from: Math.min(...ends(rule)),
        to: Math.max(...ends(rule)),
      })),
    },
  )
}

/**
 * The chain with these rules as spaces hold them: of layers that there are, in their order, with the
 * space's candidates in its order. A layer has to be something: a rule that leaves it nothing goes, and
 * so does one that leaves it everything.
 */
function withRules(
  space: EnasMacroSpace,
  { layers = [], skips = [] }: EnasMacroRules,
): EnasMacroSpace {
  const { operations: all } = space
  const exists = (layer: number) => layer >= 0 && layer < space.layers
  const ofLayers: LayerRules = layers
    .map(({ layer, operations }) => ({
      layer,
      operations: all.filter((operation) => operations.includes(operation)),
    }))
    .filter(
      ({ layer, operations: { length } }) => exists(layer) && length > 0 && length < all.length,
    )
    .sort((a, b) => a.layer - b.layer)
  const ofSkips: SkipRules = skips
    .filter(({ from, to }) => exists(from) && exists(to))
    .sort((a, b) => a.to - b.to || a.from - b.from)
  if (ofLayers.length === 0 && ofSkips.length === 0) return withoutRules(space)
  return {
    ...space,
    rules: {
      ...(ofLayers.length > 0 && { layers: ofLayers }),
      ...(ofSkips.length > 0 && { skips: ofSkips }),
    },
  }
}
