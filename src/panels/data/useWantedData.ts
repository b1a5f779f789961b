import type { DatasetSettings, OwnDataset } from '../../run/config'
import { useData } from '../../store/dataState'
import { useWorkspace } from '../../store/workspace'

/** Data that the search at hand is on and that is not in this browser; null where none is wanted. */
export function useWantedData(): (DatasetSettings & { readonly own: OwnDataset }) | null {
  const kept = useData((state) => state.kept)
  const failed = useWorkspace((state) =>
    state.failure?.code === 'data-missing' ? (state.timeline?.config.dataset ?? null) : null,
  )
  const designed = useWorkspace((state) => state.history.present.dataset)
  const dataset = failed ?? designed
  const { own } = dataset
  if (!own || kept === null || kept.some(({ name }) => name === dataset.name)) return null
  return { ...dataset, own }
}
