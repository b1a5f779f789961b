import { useWorkspace } from '../../store/workspace'
import { RUN_FILE_EXTENSION } from '../common/runFileExtension'
import { droppedFiles, looksLikeData } from './droppedFiles'

/**
 * Takes data sets and runs that are dropped anywhere on the page, from before it stands: a browser
 * would leave the page for them.
 *
 * @param ready when the workspace can take them
 */
export function listenToDrops(ready: Promise<unknown>): void {
  document.addEventListener('dragover', (event) => {
    if (isOpenToData() && event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  document.addEventListener('drop', (event) => onDrop(event, ready), { capture: true })
}

/** Other dialogs have a use of their own for files. */
function isOpenToData(): boolean {
  const { dialog } = useWorkspace.getState()
  return dialog === null || dialog === 'data'
}

function onDrop(event: DragEvent, ready: Promise<unknown>): void {
  const { dataTransfer } = event
  if (!dataTransfer || !isOpenToData()) return
  const [file] = dataTransfer.files
  if (file?.name.endsWith(RUN_FILE_EXTENSION)) {
    taken(event)
    void Promise.all([import('../../store/runFile'), ready]).then(([{ openRun }]) => openRun(file))
  } else if (looksLikeData(dataTransfer)) {
    taken(event)
    const files = droppedFiles(dataTransfer)
    void ready.then(() => useWorkspace.getState().setDialog('data'))
    void Promise.all([files, import('../../store/dataState'), ready]).then(
      ([{ files: brought, title }, { bring }]) => bring(brought, title),
    )
  }
}

/** Before parts of the page that take other files. */
function taken(event: DragEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
