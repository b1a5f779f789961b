import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Picture } from './networkImage'

/** Pixels of the longer side; more than any network reads. */
const MOST = 512

interface ImageFileProps {
  readonly onPicture: (picture: Picture) => void
}

/** An image that is dropped, pasted or chosen. */
export function ImageFile({ onPicture }: ImageFileProps) {
  const { t } = useTranslation('try')
  const [over, setOver] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const take = (files: FileList | undefined | null) => {
    const [file] = files ?? []
    if (!file) return
    pictureOf(file).then(
      (picture) => {
        setUnreadable(false)
        onPicture(picture)
      },
      () => setUnreadable(true),
    )
  }
  const paste = useEffectEvent((event: ClipboardEvent) => take(event.clipboardData?.files))
  const drag = useEffectEvent((event: DragEvent) => {
    // All of the page takes it, and nothing else there does meanwhile.
    event.preventDefault()
    event.stopPropagation()
    setOver(event.type === 'dragover')
    if (event.type === 'drop') take(event.dataTransfer?.files)
  })
  useEffect(() => {
    const listening = new AbortController()
    const options = { capture: true, signal: listening.signal }
    window.addEventListener('paste', (event) => paste(event), options)
    for (const type of ['dragover', 'dragleave', 'drop'] as const) {
      window.addEventListener(type, (event) => drag(event), options)
    }
    return () => listening.abort()
  }, [])
  return (
    <div className="try-drop" data-over={over || undefined}>
      <p>{t('file.drop')}</p>
      <label className="button try-choose">
        {t('file.choose')}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*"
          onChange={(event) => {
            take(event.target.files)
            // The same file may be chosen again.
            event.target.value = ''
          }}
        />
      </label>
      <p className="note" role="alert">
        {unreadable && t('file.unreadable')}
      </p>
      <p className="note">{t('file.stays')}</p>
    </div>
  )
}

/** @throws DOMException for what is no image */
async function pictureOf(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file)
  try {
    const scale = Math.min(1, MOST / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new DOMException('No canvas')
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  } finally {
    bitmap.close()
  }
}
