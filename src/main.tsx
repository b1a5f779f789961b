import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './panels/App'
import { startLanguage } from './panels/language/language'
import { installAutomation } from './store/automation'
import { startWorkspace } from './store/startWorkspace'
import { useWorkspace } from './store/workspace'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')

startWorkspace()
installAutomation()
await startLanguage(useWorkspace.getState().language)
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
