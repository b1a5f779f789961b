import { networkCost } from '../network/cost'
import { buildTrained } from '../network/trainingNetworks'
import type { DatasetSettings } from './config'
import { datasetFormat } from './datasets'
import type { TrainingSubject } from './training'

/**
 * What a network costs that is used after its training, for images of a data set.
 * @throws GenotypeError for a text that is no architecture
 */
export function costOfSubject(subject: TrainingSubject, dataset: DatasetSettings) {
  const { input, classes } = datasetFormat(dataset)
  return networkCost(buildTrained(subject, input, classes))
}
