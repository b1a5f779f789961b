import { createElement, Suspense, type ComponentType } from 'react'
import type { DialogName } from '../store/interfaceSlice'
import { useWorkspace } from '../store/workspace'
import { lazyPart } from './common/lazyPart'

/** Dialogs that many places open, each loaded when it is first asked for. */
const DIALOGS: Partial<Record<DialogName, ComponentType>> = {
  open: lazyPart(() => import('./result/OpenDialog')),
  train: lazyPart(() => import('./train/TrainDialog')),
  judge: lazyPart(() => import('./judge/JudgeDialog')),
  library: lazyPart(() => import('./library/LibraryDialog')),
  data: lazyPart(() => import('./data/DataDialog')),
  try: lazyPart(() => import('./try/TryDialog')),
  export: lazyPart(() => import('./export/ExportDialog')),
}

export function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog)
  const shown = dialog && DIALOGS[dialog]
  return <Suspense>{shown && createElement(shown)}</Suspense>
}
