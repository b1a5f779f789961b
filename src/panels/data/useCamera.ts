import { useCallback, useEffect, useRef, useState } from 'react'

/** Whether there is a camera to take pictures with, and why not. */
export type CameraState = 'starting' | 'open' | 'none' | 'refused' | 'insecure'

const WANTED: MediaStreamConstraints = { video: { width: 640, height: 480 }, audio: false }

/** The camera, open as long as this is in use. Give `showOn` the element that is to show it. */
export function useCamera() {
  const [camera, setCamera] = useState<CameraState>(() =>
    'mediaDevices' in navigator ? 'starting' : 'insecure',
  )
  const stream = useRef<MediaStream | null>(null)
  const video = useRef<HTMLVideoElement | null>(null)
  const play = useCallback(() => {
    if (!video.current || !stream.current) return
    video.current.srcObject = stream.current
    void video.current.play().then(() => setCamera('open'))
  }, [])
  const showOn = useCallback(
    (element: HTMLVideoElement | null) => {
      video.current = element
      play()
    },
    [play],
  )
  useEffect(() => {
    if (!('mediaDevices' in navigator)) return undefined
    let left = false
    navigator.mediaDevices.getUserMedia(WANTED).then(
      (opened) => {
        if (left) {
          end(opened)
          return
        }
        stream.current = opened
        play()
      },
      (error: unknown) => setCamera(isRefusal(error) ? 'refused' : 'none'),
    )
    return () => {
      left = true
      if (stream.current) end(stream.current)
      stream.current = null
    }
  }, [play])
  return { camera, showOn }
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

const isRefusal = (error: unknown) =>
  error instanceof DOMException && error.name === 'NotAllowedError'
