import { watchWantedData } from '../../store/wantedData'
import { useWorkspace } from '../../store/workspace'
import { RUN_FILE_EXTENSION } from '../common/runFileExtension'
import { droppedFiles, looksLikeData } from './droppedFiles'

/** Takes data sets and runs that are dropped anywhere on the page, and tells of data that is wanted. */
export function watchPageData(): () => void {
  const stopWatching = watchWantedData()
  const options = { capture: true }
  document.addEventListener('dragover', onDragOver)
  document.addEventListener('drop', onDrop, options)
  return () => {
    stopWatching()
    document.removeEventListener('dragover', onDragOver)
    document.removeEventListener('drop', onDrop, options)
  }
}

/** Other dialogs have a use of their own for files. */
function isOpenToData(): boolean {
  const { dialog } = useWorkspace.getState()
  return dialog === null || dialog === 'data'
}

function onDragOver(event: DragEvent): void {
  if (isOpenToData() && event.dataTransfer?.types.includes('Files')) event.preventDefault()
}

function onDrop(event: DragEvent): void {
  const { dataTransfer } = event
  if (!dataTransfer || !isOpenToData()) return
  const [file] = dataTransfer.files
  if (file?.name.endsWith(RUN_FILE_EXTENSION)) {
    taken(event)
    void import('../../store/runFile').then(({ openRun }) => openRun(file))
  } else if (looksLikeData(dataTransfer)) {
    taken(event)
    const files = droppedFiles(dataTransfer)
    useWorkspace.getState().setDialog('data')
    void Promise.all([files, import('../../store/dataState')]).then(([brought, { bring }]) =>
      bring(brought.files, brought.title),
    )
  }
}

/** Before parts of the page that take other files. */
function taken(event: DragEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
