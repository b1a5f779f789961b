import { useEffect, useState } from 'react'
import { openFilmClient, type FilmFormat } from '../../store/filmClient'

/** What this browser can make; null until it is known. Every browser can make a GIF. */
export function useFormats(): readonly FilmFormat[] | null {
  const [formats, setFormats] = useState<readonly FilmFormat[] | null>(null)
  useEffect(() => {
    const client = openFilmClient()
    client
      .canEncode({ format: 'webm', width: 640, height: 480 })
      .then((video) => setFormats(video ? ['gif', 'webm'] : ['gif']))
      .catch(() => setFormats(['gif']))
      .finally(() => client.close())
    return () => client.close()
  }, [])
  return formats
}
