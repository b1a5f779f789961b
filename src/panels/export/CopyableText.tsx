import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'

interface CopyableTextProps {
  readonly title: string
  readonly text: string
}

/** Text for elsewhere, under its title, with a button that copies it. */
export function CopyableText({ title, text }: CopyableTextProps) {
  const { t } = useTranslation('export')
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(text)
    } catch {
      useWorkspace.getState().notify('copy-refused')
    }
  }
  const done = copied === text
  return (
    <div className="export-text">
      <div className="section-head">
        <h3 className="section-title">{title}</h3>
        <button
          type="button"
          className="button quiet"
          aria-label={`${done ? t('copied') : t('copy')}: ${title}`}
          onClick={() => void copy()}
        >
          <Icon name={done ? 'check' : 'copy'} size={14} />
          {done ? t('copied') : t('copy')}
        </button>
      </div>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="mono" tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </div>
  )
}
