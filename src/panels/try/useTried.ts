import { useEffect, useMemo } from 'react'
import type { ClassifierRequest } from '../../run/classification'
import type { DatasetSettings } from '../../run/config'
import { canonicalJson } from '../../run/canonicalJson'
import { datasetFormat } from '../../run/datasets'
import type { TrainingSubject } from '../../run/training'
import { shownArchitecture } from '../../store/shown'
import { supernetAtHand, useSupernet, type SupernetAtHand } from '../../store/supernet'
import { recallSupernet } from '../../store/supernetKeeping'
import { chosenTraining, useTrained, type KeptTraining } from '../../store/trained'
import { shownSubject } from '../../store/trainingSubject'
import { useWorkspace } from '../../store/workspace'

/** What is tried, as it stands when the dialog looks at it. */
export interface Tried {
  /** Null while nothing is trained. */
  readonly training: KeptTraining | null
  readonly supernet: SupernetAtHand
  /** Whether the supernet was searched on images of another kind. */
  readonly foreign: boolean
  /** What stands there untrained; null where there is no architecture. */
  readonly subject: TrainingSubject | null
  readonly dataset: DatasetSettings
  readonly requests: readonly ClassifierRequest[]
}

/** The networks that can answer now: those that are trained or searched for the same images. */
export function useTried(): Tried {
  const training = useTrained(chosenTraining)
  const kept = useSupernet((state) => state.kept)
  const imported = useWorkspace((state) => state.imported)
  const phase = useWorkspace((state) => state.phase)
  const origin = useWorkspace((state) => state.origin)
  const record = useWorkspace((state) => state.record)
  const checkpoint = useWorkspace((state) => state.checkpoint)
  useEffect(() => void recallSupernet(), [])
  return useMemo(() => {
    const state = useWorkspace.getState()
    const shown = shownArchitecture(state)
    const { timeline, history } = state
    const searched = (timeline?.config ?? history.present).dataset
    const dataset = training?.result.config.dataset ?? shown?.config.dataset ?? searched
    const supernet = supernetAtHand(state, kept)
    const foreign =
      supernet.supernet !== null && !sameImages(supernet.supernet.config.dataset, dataset)
    const subject = training?.result.config.subject ?? (shown && shownSubject(shown))
    const requests: ClassifierRequest[] = []
    if (training) {
      const { config, weights, runningStatistics, mean, deviation } = training.result
      const source = {
        kind: 'trained',
        subject: config.subject,
        weights,
        runningStatistics,
      } as const
      requests.push({ name: 'trained', source, dataset, normalisation: { mean, deviation } })
    }
    if (subject) {
      const source = { kind: 'untrained', subject, seed: 1 } as const
      const { mean = null, deviation = null } = training?.result ?? {}
      const normalisation = mean && deviation && { mean, deviation }
      requests.push({ name: 'untrained', source, dataset, normalisation })
    }
    // The largest last: the others answer while it is made ready.
    if (supernet.supernet && !foreign) {
      const source = { kind: 'supernet', ...supernet.supernet } as const
      const own = supernet.supernet.config.dataset
      requests.push({ name: 'supernet', source, dataset: own, normalisation: null })
    }
    return { training, supernet, foreign, subject, dataset, requests }
    // Of the page's state only what tells its runs apart: a step more or less changes nothing here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [training, kept, imported, phase, origin, record, checkpoint])
}

function sameImages(a: DatasetSettings, b: DatasetSettings): boolean {
  return a.name === b.name && canonicalJson(datasetFormat(a)) === canonicalJson(datasetFormat(b))
}
