import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DatasetSettings } from '../../run/config'
import { spaceNameOf } from '../../run/spacePresets'
import type { TrainingSubject } from '../../run/training'
import { shownArchitecture, type ShownArchitecture } from '../../store/shown'
import { useTrainingDraft } from '../../store/trainingDraft'
import { referenceBeside, shownSubject, sized, trainedCost } from '../../store/trainingSubject'
import { useWorkspace } from '../../store/workspace'

/** Parameters of a network made by hand while there is nothing to be like. */
const USUAL_PARAMETERS = 100_000

export interface DraftedSubject {
  /** Null where the result column is empty. */
  readonly shown: ShownArchitecture | null
  /** Before a size was asked for, and with it; null where there is nothing to train. */
  readonly usual: TrainingSubject | null
  readonly subject: TrainingSubject | null
  readonly cost: { readonly parameters: number; readonly macs: number } | null
  /** Why it cannot be built; null where it can. */
  readonly problem: string | null
  /** Of the architecture shown, or of the search being designed. */
  readonly dataset: DatasetSettings
  /** What it is called until someone names it. */
  readonly name: string
}

/** What the draft would train: the architecture in the result column, or a network made by hand. */
export function useTrainingSubject(): DraftedSubject {
  const shown = useShown()
  const what = useTrainingDraft((state) => state.what)
  const size = useTrainingDraft((state) => state.size)
  const designed = useWorkspace(({ history }) => history.present.dataset)
  const name = useSubjectName(shown)
  const dataset = shown?.config.dataset ?? designed
  return useMemo(() => {
    const nothing = { shown, usual: null, subject: null, cost: null, dataset, name }
    try {
      const asShown = shown && shownSubject(shown)
      const usual =
        what === 'shown'
          ? asShown
          : referenceBeside(
              what,
              asShown ? parametersOf(asShown, dataset) : USUAL_PARAMETERS,
              dataset,
            )
      if (!usual) return { ...nothing, problem: null }
      const subject = sized(usual, size)
      return { ...nothing, usual, subject, cost: trainedCost(subject, dataset), problem: null }
    } catch (error) {
      return { ...nothing, problem: error instanceof Error ? error.message : String(error) }
    }
  }, [shown, what, size, dataset, name])
}

const parametersOf = (subject: TrainingSubject, dataset: DatasetSettings) =>
  trainedCost(subject, dataset).parameters

function useShown(): ShownArchitecture | null {
  const imported = useWorkspace((state) => state.imported)
  const chosen = useWorkspace((state) => state.chosen)
  const timeline = useWorkspace((state) => state.timeline)
  const playhead = useWorkspace((state) => state.playhead)
  const history = useWorkspace((state) => state.history)
  const record = useWorkspace((state) => state.record)
  return useMemo(
    () => shownArchitecture({ imported, chosen, timeline, playhead, history, record }),
    [imported, chosen, timeline, playhead, history, record],
  )
}

function useSubjectName(shown: ShownArchitecture | null): string {
  const { t } = useTranslation('train')
  const { t: page } = useTranslation()
  const what = useTrainingDraft((state) => state.what)
  if (what !== 'shown') return t(`references.${what}`)
  if (!shown) return ''
  if (shown.origin === 'candidate') return t('candidate', { name: shown.name })
  if (shown.name) return shown.name
  if (shown.origin === 'link') return t('linked')
  if (shown.origin === 'text') return t('pasted')
  const space = spaceNameOf(shown.config.space)
  return space ? t('ofSpace', { space: page(`spaces.names.${space}`) }) : t('otherSpace')
}
