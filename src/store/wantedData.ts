import type { DatasetSettings } from '../run/config'
import type { KeptData } from '../run/ownData'
import { readKept, useData } from './dataState'
import { useWorkspace } from './workspace'

/**
 * Tells of a search, brought by a link or kept from before, whose images are not in this browser.
 * @returns the function that stops
 */
export function watchWantedData(): () => void {
  const ofDesign = useWorkspace.subscribe(
    ({ history }) => history.present.dataset,
    (dataset) => void tellIfMissing(dataset),
    { fireImmediately: true, equalityFn: (a, b) => a.name === b.name },
  )
  const ofFailure = useWorkspace.subscribe(
    ({ failure }) => failure?.code,
    (code) => {
      if (code === 'data-missing') useWorkspace.getState().setDialog('data')
    },
  )
  const ofKept = useData.subscribe(({ kept }, before) => {
    if (kept !== before.kept) dismissIfHere(kept ?? [])
  })
  return () => [ofDesign, ofFailure, ofKept].forEach((stop) => stop())
}

function dismissIfHere(kept: readonly KeptData[]): void {
  const { history, timeline, failure, dismiss, dismissFailure } = useWorkspace.getState()
  const isHere = (name: string | undefined) => kept.some((data) => data.name === name)
  if (isHere(history.present.dataset.name)) dismiss('data-missing')
  if (failure?.code === 'data-missing' && isHere(timeline?.config.dataset.name)) dismissFailure()
}

async function tellIfMissing({ name, own }: DatasetSettings): Promise<void> {
  const { dismiss } = useWorkspace.getState()
  if (!own) {
    dismiss('data-missing')
    return
  }
  const kept = await readKept()
  const { history, notify } = useWorkspace.getState()
  if (history.present.dataset.name !== name) return
  if (kept.some((data) => data.name === name)) dismiss('data-missing')
  else notify('data-missing', own.title)
}
