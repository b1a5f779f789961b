import { shownArchitecture } from './shown'
import { useWorkspace } from './workspace'

/** Puts the link to what is shown on the clipboard, and into the address bar. */
export async function copyLink(): Promise<void> {
  const { linkOf } = await import('./link')
  const { link } = linkOf(useWorkspace.getState())
  // Replaced, not visited: the page already shows it.
  history.replaceState(null, '', new URL(link).hash)
  await copy(link, 'copied-link')
}

/** Puts the architecture shown on the clipboard, as published code writes it. */
export async function copyGenotype(): Promise<void> {
  const shown = shownArchitecture(useWorkspace.getState())
  if (shown) await copy(shown.text, 'copied-genotype')
}

async function copy(text: string, done: 'copied-link' | 'copied-genotype'): Promise<void> {
  const { notify } = useWorkspace.getState()
  try {
    await navigator.clipboard.writeText(text)
    notify(done)
  } catch {
    notify('copy-refused')
  }
}
