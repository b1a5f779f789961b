import { cellModel } from './cellModel'
import { chainModel } from './chainModel'
import { enasCellModel } from './enasCellModel'
import { enasMacroModel } from './enasMacroModel'
import { nasBench201Model } from './nasBench201Model'
import type { SearchSpace } from './searchSpace'
import type { SpaceModel } from './spaceModel'

/** A space as a list of categorical choices, which is how search methods see it. */
export function spaceModel(space: SearchSpace): SpaceModel {
  switch (space.kind) {
    case 'cell':
      return cellModel(space)
    case 'enas-cell':
      return enasCellModel(space)
    case 'enas-macro':
      return enasMacroModel(space)
    case 'nas-bench-201':
      return nasBench201Model(space)
    case 'chain':
      return chainModel(space)
  }
}
