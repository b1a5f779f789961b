import { useEffect, useEffectEvent } from 'react'

const TAKES_TEXT =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]'

/** The key N adds a node or layer, wherever the focus is, unless it is in a text or a dialog. */
export function useAddKey(add: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    const inText = event.target instanceof Element && event.target.closest(TAKES_TEXT) !== null
    if (!plain || inText || event.defaultPrevented || event.key.toLowerCase() !== 'n') return
    event.preventDefault()
    add()
  })
  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
