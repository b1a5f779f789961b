import type { Cost } from '../run/objective'
import type { Choices } from '../space/spaceModel'

/** What architectures of the run's space cost. Asking twice costs nothing. */
export interface CandidateCosts {
  of(choices: Choices): Cost
}
