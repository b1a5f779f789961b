import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './panels/App'
import { listenToDrops } from './panels/data/pageDrops'
import { startLanguage } from './panels/language/language'
import { startWorkspace } from './store/startWorkspace'
import { useWorkspace } from './store/workspace'

/** A function, not the module itself: parts loaded later import from this file, so it must not wait for them. */
async function start(root: HTMLElement): Promise<void> {
  const started = Promise.all([startWorkspace(), startLanguage(useWorkspace.getState().language)])
  listenToDrops(started.then(([{ filled }]) => filled))
  await started
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  const { installAutomation } = await import('./store/automation')
  installAutomation()
}

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
void start(root)
