/** Follows the page's address: a link after its # is opened by code that is loaded when there is one. */
export async function followAddress(): Promise<void> {
  addEventListener('hashchange', () => void openAddress())
  await openAddress()
}

async function openAddress(): Promise<void> {
  const { hash } = location
  if (hash === '' || hash === '#') return
  const { openLink } = await import('./link')
  // The address may have changed again meanwhile.
  if (hash === location.hash) openLink(hash)
}
