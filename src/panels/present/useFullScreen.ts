import { useEffect, useRef } from 'react'

/** Fills the screen while it is mounted, where the browser allows it; `onLeft` when the reader leaves. */
export function useFullScreen(onLeft: () => void): void {
  const left = useRef(onLeft)
  useEffect(() => {
    left.current = onLeft
  }, [onLeft])
  useEffect(() => {
    const page = document.documentElement
    const onChange = () => {
      if (!document.fullscreenElement) left.current()
    }
    // Needs the press of a key or button, and is unknown to some phones: the window is filled then.
    if (navigator.userActivation.isActive) {
      void page.requestFullscreen?.().catch(() => undefined)
    }
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [])
}
