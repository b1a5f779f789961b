import type { CellSpace } from './cellSpace'
import type { ChainSpace } from './chainSpace'
import type { EnasCellSpace } from './enasCellSpace'
import type { EnasMacroSpace } from './enasMacroSpace'
import type { NasBench201Space } from './nasBench201Space'

/** What may be found: plain data, told apart by `kind`. */
export type SearchSpace = CellSpace | EnasCellSpace | EnasMacroSpace | NasBench201Space | ChainSpace

export type SpaceKind = SearchSpace['kind']

export type SpaceOf<Kind extends SpaceKind> = Extract<SearchSpace, { readonly kind: Kind }>
