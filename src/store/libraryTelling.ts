import { isFull } from './libraryDatabase'
import { useWorkspace } from './workspace'

/** Waits for something to be stored; where it cannot be, that is told on the page. @returns whether it was */
export async function tellStorage(storing: Promise<unknown>): Promise<boolean> {
  try {
    await storing
    return true
  } catch (error) {
    const { notify } = useWorkspace.getState()
    if (isFull(error)) notify('storage-full')
    else notify('storage-unavailable', error instanceof Error ? error.message : undefined)
    return false
  }
}
